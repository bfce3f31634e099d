import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { findWebmLength } from './webm-length.ts'

const PICTURE = ['-f', 'lavfi', '-i', 'testsrc2=d=61.5:s=64x64:r=5', '-map', '0:a', '-map', '1:v', '-c:v', 'libvpx']

/** A minute of sound; with `-live`, as a recorder writes it. */
async function sound(...options: string[]): Promise<Buffer> {
  const file = join(await tempFolder(), 'sound.webm')
  await make('-f', 'lavfi', '-i', 'anoisesrc=d=60:a=0.3:r=48000', ...options, '-c:a', 'libopus', '-b:a', '24k', file)
  return readFile(file)
}

const lengthOf = (bytes: Uint8Array) =>
  findWebmLength(bytes.subarray(0, 100_000), bytes.length, async (from, to) => bytes.subarray(from, to))

it.each([
  ['alone', []],
  ['beside a picture that goes on longer', PICTURE],
  ['in clusters that say their size', ['-cluster_time_limit', '2000']],
])('finds where the sound ends, %s', async (_, options) => {
  const length = await lengthOf(await sound(...options, '-live', '1'))
  expect(Math.abs((length ?? 0) - 60_000)).toBeLessThanOrEqual(50)
})

it('finds how far a recording goes that broke off', async () => {
  const bytes = await sound('-live', '1')
  const length = await lengthOf(bytes.subarray(0, Math.floor(bytes.length / 2)))
  expect(length).toBeGreaterThan(25_000)
  expect(length).toBeLessThan(35_000)
})

it('leaves alone what states its length, and what it does not understand', async () => {
  expect(await lengthOf(await sound())).toBeNull()
  const bytes = await sound('-live', '1')
  const spoilt = Buffer.concat([bytes, Buffer.alloc(3000, 0x55)])
  expect(await lengthOf(spoilt)).toBeNull()
  expect(await lengthOf(bytes.subarray(0, 200))).toBeNull()
  expect(await lengthOf(Buffer.alloc(3000, 0x1a))).toBeNull()
})
