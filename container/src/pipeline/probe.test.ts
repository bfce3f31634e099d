import { copyFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LONG_RECORDING, make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { decodeAudio } from './decode.ts'
import { probeMedia } from './probe.ts'

const signal = new AbortController().signal

/** Makes a file with ffmpeg from the 11 s recording and probes it. */
async function probe(options: string[], maxDurationMs = 60_000) {
  const folder = await tempFolder()
  await make('-i', LONG_RECORDING, ...options, join(folder, 'input'))
  return probeMedia(TOOLS, { folder, maxDurationMs, signal })
}

async function probeBytes(bytes: string | Uint8Array) {
  const folder = await tempFolder()
  await writeFile(join(folder, 'input'), bytes)
  return probeMedia(TOOLS, { folder, maxDurationMs: 60_000, signal })
}

describe('length', () => {
  it.each([
    ['mp4', ['-c:a', 'aac', '-f', 'mp4']],
    ['mp4 in fragments', ['-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4']],
    ['wav', ['-f', 'wav']],
    ['webm', ['-c:a', 'libopus', '-f', 'webm']],
    ['webm of a recorder, which states none', ['-c:a', 'libopus', '-live', '1', '-f', 'webm']],
    ['bare aac, whose bit rate would mislead', ['-c:a', 'aac', '-f', 'adts']],
    ['mp3 of varying bit rate without an index', ['-c:a', 'libmp3lame', '-q:a', '9', '-write_xing', '0', '-f', 'mp3']],
    ['transport stream', ['-c:a', 'aac', '-f', 'mpegts']],
    ['flac', ['-f', 'flac']],
    ['ogg', ['-c:a', 'libvorbis', '-f', 'ogg']],
  ])('of %s', async (_, options) => {
    const { durationMs } = await probe(options)
    expect(Math.abs(durationMs - 11_000)).toBeLessThan(150)
  })

  it('beyond the limit is refused, stated or not', async () => {
    await expect(probe(['-f', 'wav'], 10_000)).rejects.toMatchObject({ code: 'media_too_long' })
    await expect(probe(['-c:a', 'aac', '-f', 'adts'], 5_000)).rejects.toMatchObject({ code: 'media_too_long' })
  })
})

describe('files that cannot be used', () => {
  it('a video without sound', async () => {
    const folder = await tempFolder()
    await make('-f', 'lavfi', '-i', 'testsrc=d=1:s=64x64', '-f', 'mp4', join(folder, 'input'))
    await expect(probeMedia(TOOLS, { folder, maxDurationMs: 60_000, signal })).rejects.toMatchObject({
      code: 'no_audio_track',
    })
  })

  it('text under the name of a film', async () => {
    await expect(probeBytes('This is not a film.\n'.repeat(50))).rejects.toMatchObject({ code: 'unsupported_media' })
  })

  it('an empty file', async () => {
    await expect(probeBytes('')).rejects.toMatchObject({ code: 'unsupported_media' })
  })

  it('a picture', async () => {
    const folder = await tempFolder()
    await make(
      '-f',
      'lavfi',
      '-i',
      'testsrc=d=1:s=64x64',
      '-frames:v',
      '1',
      '-f',
      'image2',
      '-c:v',
      'png',
      join(folder, 'input'),
    )
    await expect(probeMedia(TOOLS, { folder, maxDurationMs: 60_000, signal })).rejects.toMatchObject({
      code: 'unsupported_media',
    })
  })

  it('a playlist, which would lead to other files', async () => {
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${LONG_RECORDING}\n#EXT-X-ENDLIST\n`
    await expect(probeBytes(playlist)).rejects.toMatchObject({ code: 'unsupported_media' })
  })

  it('a film that lost its index with its end', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'input')
    await make('-i', LONG_RECORDING, '-c:a', 'aac', '-f', 'mp4', file)
    await truncate(file, Math.floor((await stat(file)).size / 2))
    await expect(probeMedia(TOOLS, { folder, maxDurationMs: 60_000, signal })).rejects.toMatchObject({
      code: 'media_damaged',
    })
  })
})

describe('damaged sound', () => {
  it('is decoded as far as it goes', async () => {
    const folder = await tempFolder()
    const file = join(folder, 'input')
    await make('-i', LONG_RECORDING, '-c:a', 'aac', '-movflags', '+faststart', '-f', 'mp4', file)
    await truncate(file, Math.floor((await stat(file)).size * 0.6))
    const { durationMs } = await probeMedia(TOOLS, { folder, maxDurationMs: 60_000, signal })
    let samples = 0
    for await (const block of decodeAudio(TOOLS, { folder, durationMs, signal }).blocks) samples += block.length
    expect(samples / 16_000).toBeGreaterThan(4)
    expect(samples / 16_000).toBeLessThan(9)
  })

  it('is an error when nothing comes out', async () => {
    const folder = await tempFolder()
    await copyFile(LONG_RECORDING, join(folder, 'input'))
    await truncate(join(folder, 'input'), 100)
    const decoding = (async () => {
      for await (const _ of decodeAudio(TOOLS, { folder, durationMs: 11_000, signal }).blocks) void _
    })()
    await expect(decoding).rejects.toMatchObject({ code: 'media_damaged' })
  })
})
