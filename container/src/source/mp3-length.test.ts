import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { findMp3Length } from './mp3-length.ts'

async function noise(seconds: number, ...options: string[]): Promise<Buffer> {
  const file = join(await tempFolder(), 'noise.mp3')
  // Loud and quiet by turns, so that a varying rate varies.
  const sound = `anoisesrc=d=${seconds}:a=0.4:r=44100,volume='if(lt(mod(t,2),1),1,0.001)':eval=frame`
  await make('-f', 'lavfi', '-i', sound, '-c:a', 'libmp3lame', ...options, file)
  return readFile(file)
}

async function lengthOf(bytes: Uint8Array) {
  let bytesRead = 0
  const found = await findMp3Length(bytes.length, async (from, to) => {
    bytesRead += to - from
    return bytes.subarray(from, to)
  })
  expect(bytesRead).toBeLessThan(300_000)
  return found?.durationMs ?? null
}

const NO_HEADER = ['-write_xing', '0', '-id3v2_version', '0']

describe('the length of an MP3', () => {
  it('is what its header states, at a varying and at a constant rate', async () => {
    for (const quality of [
      ['-q:a', '4'],
      ['-b:a', '64k'],
      ['-b:a', '24k', '-ar', '22050', '-ac', '1'],
    ]) {
      expect(Math.abs(((await lengthOf(await noise(60, ...quality))) ?? 0) - 60_000)).toBeLessThanOrEqual(60)
    }
  })

  it('comes from the size where the rate is the same everywhere', async () => {
    for (const quality of [
      ['-b:a', '64k'],
      ['-b:a', '320k'],
      ['-b:a', '24k', '-ar', '22050', '-ac', '1'],
    ]) {
      expect(Math.abs(((await lengthOf(await noise(60, ...quality, ...NO_HEADER))) ?? 0) - 60_000)).toBeLessThanOrEqual(
        60,
      )
    }
  })

  it('does not count tags in front of the sound or behind it', async () => {
    const sound = await noise(60, '-b:a', '64k', ...NO_HEADER)
    const cover = Buffer.alloc(600_000, 0xff)
    const front = Buffer.concat([
      Buffer.from('ID3\x03\0\0', 'latin1'),
      sevenBits(cover.length),
      cover,
      Buffer.alloc(100),
    ])
    const ape = Buffer.alloc(32)
    ape.write('APETAGEX')
    ape.writeUInt32LE(90_000 + 32, 12)
    const behind = Buffer.concat([
      Buffer.alloc(90_000, 0xff),
      ape,
      Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]),
    ])
    const tagged = Buffer.concat([front, sound, behind])
    expect(Math.abs(((await lengthOf(tagged)) ?? 0) - 60_000)).toBeLessThanOrEqual(60)
  })

  it('is longer where no frame is padded', async () => {
    // 128 kbit/s at 44.1 kHz would be 417.96 bytes a frame.
    const frame = Buffer.alloc(417)
    frame.set([0xff, 0xfb, 0x90, 0xc4])
    const frames = 3_000
    const durationMs = await lengthOf(Buffer.concat(Array.from({ length: frames }, () => frame)))
    expect(durationMs).toBe(Math.round((frames * 1152 * 1000) / 44_100))
  })
})

describe('no length is told', () => {
  it('of a varying rate without a header', async () => {
    expect(await lengthOf(await noise(60, '-q:a', '4', ...NO_HEADER))).toBeNull()
  })

  it('where the header speaks of another number of bytes: files that were joined, or cut off', async () => {
    const [first, second] = [await noise(30, '-q:a', '4'), await noise(30, '-q:a', '0')]
    expect(await lengthOf(Buffer.concat([first, second]))).toBeNull()
    expect(await lengthOf(first.subarray(0, first.length * 0.7))).toBeNull()
  })

  it('where another rate hides in the middle', async () => {
    const [fast, slow] = [await noise(60, '-b:a', '128k', ...NO_HEADER), await noise(20, '-b:a', '64k', ...NO_HEADER)]
    expect(await lengthOf(Buffer.concat([fast, slow, fast]))).toBeNull()
  })

  it('of anything else', async () => {
    expect(await lengthOf(Buffer.alloc(500_000, 0xff))).toBeNull()
    expect(await lengthOf(Buffer.alloc(500_000))).toBeNull()
    expect(await lengthOf(Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'))).toBeNull()
    expect(await lengthOf(Buffer.alloc(0))).toBeNull()
  })

  it('but that of all where joined files have one rate', async () => {
    const part = await noise(30, '-b:a', '64k')
    expect(Math.abs(((await lengthOf(Buffer.concat([part, part]))) ?? 0) - 60_000)).toBeLessThanOrEqual(150)
  })
})

/** A length as ID3 writes it. */
const sevenBits = (value: number): Buffer => Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))
