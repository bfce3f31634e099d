import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LONG_RECORDING, make, samplesOf } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { findMp4Index, shiftOffsets } from './mp4-index.ts'

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=d=11:s=64x64:r=5', '-map', '0:a', '-map', '1:v', '-c:v', 'mpeg4']

async function fileOf(...options: string[]): Promise<{ file: string; bytes: Buffer }> {
  const file = join(await tempFolder(), 'film.mp4')
  await make('-i', LONG_RECORDING, ...options, '-c:a', 'aac', file)
  return { file, bytes: await readFile(file) }
}

const find = (bytes: Buffer) =>
  findMp4Index(bytes.length, async (from, to) => Uint8Array.from(bytes.subarray(from, to)))

describe('the index of an MP4', () => {
  it.each([
    ['at its end', []],
    ['at its end, with a picture', PICTURE],
    ['in front', ['-movflags', '+faststart']],
  ])('%s comes to the front, and the sound stays the same to the sample', async (_, options) => {
    const { file, bytes } = await fileOf(...options)
    const found = await find(bytes)
    if (!found) throw new Error('no index found')
    const moved = `${file}.moved.mp4`
    await writeFile(moved, Buffer.concat([found.front, bytes.subarray(found.from, found.to)]))
    expect(Buffer.from(found.front).includes('moov')).toBe(true)
    expect(await samplesOf(moved, 16_000)).toEqual(await samplesOf(file, 16_000))
  })

  it('is not looked for in fragments, other containers and files that were cut off', async () => {
    expect(await find((await fileOf('-movflags', '+frag_keyframe+empty_moov')).bytes)).toBeNull()
    expect(await find(await readFile(LONG_RECORDING))).toBeNull()
    const { file } = await fileOf()
    await truncate(file, Math.floor((await stat(file)).size * 0.7))
    expect(await find(await readFile(file))).toBeNull()
  })

  it('with boxes nested out of all measure, or a table of chunks without a count, is none', () => {
    const box = (type: string, content: Uint8Array): Buffer => {
      const size = Buffer.alloc(4)
      size.writeUInt32BE(8 + content.length)
      return Buffer.concat([size, Buffer.from(type), content])
    }
    const table = box('stco', Buffer.alloc(12))
    expect(shiftOffsets(box('moov', box('trak', table)), 1)).toBe(true)
    expect(shiftOffsets(box('moov', box('trak', box('stco', Buffer.alloc(0)))), 1)).toBe(false)
    const depth = 20_000
    const opened = Buffer.concat(
      Array.from({ length: depth }, (_, i) => box('moov', Buffer.alloc((depth - 1 - i) * 8)).subarray(0, 8)),
    )
    expect(shiftOffsets(opened, 1)).toBe(false)
  })
})
