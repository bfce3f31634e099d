import { readFileSync } from 'node:fs'
import { copyFile, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { make } from '../../test-support/recordings.ts'
import { sourceOf } from '../../test-support/source-of.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { JobFailure } from '../job/job-failure.ts'
import { answerRange, serveRanges, type Asked } from '../source/serve-ranges.ts'
import { TestServers } from '../source/test-servers.ts'
import { decodeAudio, SAMPLE_RATE, type DecodedAudio } from './decode.ts'
import { openAndProbe } from './open-and-probe.ts'
import { probeMedia } from './probe.ts'

const { signal } = new AbortController()
const SECONDS = 60

/** A minute of noise, which packs badly: even the smallest kind is larger than what may be read of it first. */
const NOISE = ['-f', 'lavfi', '-i', `anoisesrc=d=${SECONDS}:a=0.4:r=48000`]
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=10', '-shortest', '-c:v', 'mpeg4', '-q:v', '3']
/** Head, tail, what an MP4 or MP3 needs beside them, and the first part that is on its way to the decoder. */
const MOST_AT_FIRST = 2.4e6

async function noise(...options: string[]): Promise<string> {
  const file = join(await tempFolder(), 'noise')
  await make(...NOISE, ...options, file)
  return file
}

/** Opens a stored file as a job does. */
async function openStored(file: string, onRead?: (from: number) => void) {
  const source = await sourceOf(file, onRead)
  const folder = await tempFolder()
  const fetched: number[] = []
  const context = { folder, tools: TOOLS, signal, allowHosts: [], callbacks: source }
  const opened = await openAndProbe(source.job, context, {
    onShare: (share) => fetched.push(share),
    onFetched: () => {},
  })
  return { ...opened, bytesAtFirst: source.bytesRead(), isStreamed: fetched.length === 0 }
}

async function samplesOf({ blocks }: DecodedAudio): Promise<Float32Array> {
  const all: number[] = []
  for await (const block of blocks) for (const sample of block) all.push(sample)
  return Float32Array.from(all)
}

/** What the file gives when all of it is there. */
async function whole(file: string): Promise<{ durationMs: number; samples: Float32Array }> {
  const folder = await tempFolder()
  await copyFile(file, join(folder, 'input'))
  const { durationMs } = await probeMedia(TOOLS, { folder, maxDurationMs: 3_600_000, signal })
  return { durationMs, samples: await samplesOf(decodeAudio(TOOLS, { folder, durationMs, signal })) }
}

describe('streamed', () => {
  it.each([
    ['wav', ['-f', 'wav']],
    ['wav that was written to a pipe', ['-f', 'wav', '-fflags', '+bitexact', 'pipe']],
    ['w64', ['-f', 'w64']],
    ['aiff', ['-f', 'aiff']],
    ['flac', ['-f', 'flac']],
    ['ogg with opus', ['-c:a', 'libopus', '-b:a', '256k', '-f', 'ogg']],
    ['ogg with vorbis', ['-c:a', 'libvorbis', '-q:a', '10', '-f', 'ogg']],
    ['webm', ['-c:a', 'libopus', '-b:a', '256k', '-f', 'webm']],
    ['webm of a recorder, which states no length', ['-c:a', 'libopus', '-b:a', '256k', '-live', '1', '-f', 'webm']],
    ['matroska with a picture', [...PICTURE, '-c:a', 'aac', '-f', 'matroska']],
    ['avi', [...PICTURE, '-c:a', 'libmp3lame', '-f', 'avi']],
    ['asf', [...PICTURE, '-c:a', 'wmav2', '-f', 'asf']],
    ['mp4', [...PICTURE, '-c:a', 'aac', '-f', 'mp4']],
    ['mp3 without a header', ['-c:a', 'libmp3lame', '-b:a', '320k', '-write_xing', '0', '-f', 'mp3']],
  ])('%s is as long and sounds the same to the sample, and little is read before it is decoded', async (_, options) => {
    const isPiped = options.at(-1) === 'pipe'
    const file = await noise(...(isPiped ? options.slice(0, -1) : options))
    if (isPiped) await forgetLength(file)
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(true)
    expect((await stat(file)).size).toBeGreaterThan(MOST_AT_FIRST * 0.75)
    expect(opened.bytesAtFirst).toBeLessThan(Math.min(MOST_AT_FIRST, (await stat(file)).size))
    const expected = await whole(file)
    expect(Math.abs(opened.durationMs - expected.durationMs)).toBeLessThanOrEqual(50)
    expect(Buffer.from((await samplesOf(opened.audio)).buffer).equals(Buffer.from(expected.samples.buffer))).toBe(true)
    await opened.close()
  })

  it('an mp3 with a header is the same too, but for the filling of its last frame', async () => {
    for (const quality of [
      ['-b:a', '320k'],
      ['-q:a', '0'],
    ]) {
      const file = await noise('-c:a', 'libmp3lame', ...quality, '-f', 'mp3')
      const opened = await openStored(file)
      expect(opened.isStreamed).toBe(true)
      const expected = await whole(file)
      expect(Math.abs(opened.durationMs - expected.durationMs)).toBeLessThanOrEqual(50)
      const samples = await samplesOf(opened.audio)
      // A pipe's end comes unforeseen: what the encoder filled the last frame up with stays on.
      const same = expected.samples.length - 0.05 * SAMPLE_RATE
      expect(samples.length - expected.samples.length).toBeLessThanOrEqual(0.05 * SAMPLE_RATE)
      expect(samples.subarray(0, same)).toEqual(expected.samples.subarray(0, same))
      await opened.close()
    }
  })

  it('a file that was cut off is decoded as far as it goes', async () => {
    const file = await noise('-f', 'flac')
    await truncate(file, Math.floor((await stat(file)).size / 2))
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(true)
    const expected = await whole(file)
    expect(opened.durationMs).toBe(expected.durationMs)
    expect(await samplesOf(opened.audio)).toEqual(expected.samples)
    await opened.close()
  })
})

describe('fetched as a whole, with nothing lost, is', () => {
  it.each([
    ['mp3 of varying rate without a header', ['-c:a', 'libmp3lame', '-q:a', '5', '-write_xing', '0', '-f', 'mp3']],
    ['mp4 in fragments', ['-c:a', 'aac', '-movflags', 'frag_keyframe+empty_moov', '-f', 'mp4']],
    ['bare aac', ['-c:a', 'aac', '-f', 'adts']],
    ['mpeg-ts', ['-c:a', 'aac', '-f', 'mpegts']],
  ])('%s', async (_, options) => {
    const file = await noise(...options)
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(false)
    expect(Math.abs(opened.durationMs - SECONDS * 1000)).toBeLessThan(150)
    expect((await samplesOf(opened.audio)).length / SAMPLE_RATE).toBeCloseTo(SECONDS, 0)
    await opened.close()
  })

  it('an ogg that other streams follow', async () => {
    const [file, second] = [await noise('-c:a', 'libvorbis', '-f', 'ogg'), await noise('-c:a', 'flac', '-f', 'ogg')]
    await writeFile(file, Buffer.concat([await readFile(file), await readFile(second)]))
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(false)
    await opened.close()
  })

  it('an aiff whose description comes last, which a pipe cannot play', async () => {
    const file = await noise('-f', 'aiff')
    const bytes = await readFile(file)
    const sound = bytes.indexOf('SSND')
    await writeFile(file, Buffer.concat([bytes.subarray(0, 12), bytes.subarray(sound), bytes.subarray(12, sound)]))
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(false)
    expect(opened.durationMs).toBe(SECONDS * 1000)
    expect((await samplesOf(opened.audio)).length / SAMPLE_RATE).toBeCloseTo(SECONDS, 0)
    await opened.close()
  })

  it('a film whose beginning is fine and whose mark lies', async () => {
    const file = await noise('-c:a', 'aac', '-f', 'adts')
    await writeFile(file, Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0', 'latin1'), await readFile(file)]))
    const opened = await openStored(file)
    expect(opened.isStreamed).toBe(false)
    await opened.close()
  })
})

describe('a link', () => {
  const servers = new TestServers()
  afterEach(() => servers.closeAll())

  /** Opens a link to a file as a job does; `instead` answers in the server's place. */
  async function openLink(file: string, instead?: (asked: Asked, before: number) => boolean) {
    const bytes = await readFile(file)
    const requests: Asked[] = []
    const host = await servers.http(
      serveRanges(bytes, (asked, before) => {
        requests.push(asked)
        return instead?.(asked, before) ?? false
      }),
    )
    const { job } = await sourceOf(file)
    const folder = await tempFolder()
    const opened = await openAndProbe(
      { ...job, source: { kind: 'url', url: `http://${host}/` } },
      { folder, tools: TOOLS, signal, allowHosts: [host], callbacks: { readSource: async () => bytes } },
      { onShare: () => {}, onFetched: () => {} },
    )
    const bytesAtFirst = requests.reduce((sum, { from, to }) => sum + (to - from || bytes.length), 0)
    return { ...opened, bytesAtFirst, bytes }
  }

  it.each([
    ['flac', ['-f', 'flac']],
    ['mp4', [...PICTURE, '-c:a', 'aac', '-f', 'mp4']],
    ['mp3', ['-c:a', 'libmp3lame', '-b:a', '320k', '-write_xing', '0', '-f', 'mp3']],
  ])('to %s is streamed by ranges and sounds as it does when it is stored', async (_, options) => {
    const file = await noise(...options)
    const opened = await openLink(file)
    expect(opened.bytesAtFirst).toBeLessThan(Math.min(MOST_AT_FIRST, opened.bytes.length))
    const expected = await whole(file)
    expect(Math.abs(opened.durationMs - expected.durationMs)).toBeLessThanOrEqual(50)
    expect(await samplesOf(opened.audio)).toEqual(expected.samples)
    await opened.close()
  })

  it('is fetched as a whole where ranges are not known, or are not what was asked for', async () => {
    const file = await noise('-f', 'flac')
    const expected = await whole(file)
    for (const instead of [
      ({ response }: Asked) => response.writeHead(200).end(readFileSync(file)),
      (asked: Asked, before: number) => before > 0 && asked.to > 0 && asked.response.writeHead(403).end(),
    ]) {
      const opened = await openLink(file, (asked, before) => Boolean(instead(asked, before)))
      expect(opened.durationMs).toBe(expected.durationMs)
      expect(await samplesOf(opened.audio)).toEqual(expected.samples)
      await opened.close()
    }
  })

  it('whose file is replaced in the middle ends as link_unreachable, and not early', async () => {
    const file = await noise('-f', 'flac')
    let isReplaced = false
    const opened = await openLink(file, (asked) => {
      if (isReplaced) answerRange(asked, readFileSync(file), { etag: '"two"' })
      return isReplaced
    })
    isReplaced = true
    await expect(samplesOf(opened.audio)).rejects.toMatchObject({ code: 'link_unreachable' })
    await opened.close()
  })
})

describe('what ends the job', () => {
  it('is what a failing read says, before the decoding and in the middle of it', async () => {
    const file = await noise('-f', 'wav')
    const failAt = (gone: number) => (from: number) => {
      if (from >= gone) throw new JobFailure('source_gone')
    }
    await expect(openStored(file, failAt(0))).rejects.toMatchObject({ code: 'source_gone' })
    await expect(openStored(file, failAt(600_000))).rejects.toMatchObject({ code: 'source_gone' })
    const { size } = await stat(file)
    const opened = await openStored(file, (from) => {
      if (from > 3e6 && from < size - 200_000) throw new JobFailure('source_gone')
    })
    await expect(samplesOf(opened.audio)).rejects.toMatchObject({ code: 'source_gone' })
    await opened.close()
  })

  it('is a file without sound, and one that is too long or too large', async () => {
    const silent = join(await tempFolder(), 'silent')
    await make('-f', 'lavfi', '-i', 'testsrc2=d=5:s=640x360', '-c:v', 'mpeg4', '-f', 'matroska', silent)
    await expect(openStored(silent)).rejects.toMatchObject({ code: 'no_audio_track' })
    const source = await sourceOf(await noise('-f', 'flac'))
    const context = { folder: await tempFolder(), tools: TOOLS, signal, allowHosts: [], callbacks: source }
    const hooks = { onShare: () => {}, onFetched: () => {} }
    const open = (limits: { maxDurationMs: number; maxSourceBytes: number }) =>
      openAndProbe({ ...source.job, limits }, context, hooks)
    await expect(open({ maxDurationMs: 30_000, maxSourceBytes: 1e9 })).rejects.toMatchObject({ code: 'media_too_long' })
    await expect(open({ maxDurationMs: 90_000, maxSourceBytes: 1e6 })).rejects.toMatchObject({ code: 'file_too_large' })
  })
})

/** Makes the header of a WAV what a program writes that cannot go back to it. */
async function forgetLength(file: string): Promise<void> {
  const bytes = await readFile(file)
  bytes.writeUInt32LE(0xffffffff, 4)
  bytes.writeUInt32LE(0xffffffff, bytes.indexOf('data') + 4)
  await writeFile(file, bytes)
}
