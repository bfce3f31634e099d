import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LONG_RECORDING, samplesOf } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { decodeAudio } from './decode.ts'

const RATE = 24_000
const FRAME_MS = 24

async function decode(file: string) {
  const folder = await tempFolder()
  await copyFile(file, join(folder, 'input'))
  const audio = decodeAudio(TOOLS, { folder, durationMs: 11_000, signal: new AbortController().signal })
  let samples = 0
  for await (const block of audio.blocks) samples += block.length
  return { folder, clips: audio.clips, samples }
}

/** How many samples later than in `reference` the sound of `part` is found there (normalised cross-correlation). */
function offsetOf(part: Float32Array, reference: Float32Array, around: number, reach: number): number {
  let best = -Infinity
  let offset = 0
  for (let shift = around - reach; shift <= around + reach; shift++) {
    let product = 0
    let power = 1e-9
    for (let i = 0; i < part.length; i += 3) {
      const other = reference[i + shift] ?? 0
      product += (part[i] ?? 0) * other
      power += other * other
    }
    if (product / Math.sqrt(power) > best) {
      best = product / Math.sqrt(power)
      offset = shift
    }
  }
  return offset
}

it('cuts clips that play exactly the span they state', async () => {
  const { folder, clips } = await decode(LONG_RECORDING)
  const source = await samplesOf(LONG_RECORDING, RATE)
  for (const [startMs, endMs] of [
    [300, 2200],
    [3200, 4500],
    [5300, 7700],
  ] as const) {
    const clip = await clips.slice(startMs, endMs)
    expect(Math.abs(clip.startMs - startMs)).toBeLessThanOrEqual(FRAME_MS)
    expect(Math.abs(clip.endMs - endMs)).toBeLessThanOrEqual(FRAME_MS)

    const file = join(folder, 'clip.mp3')
    await writeFile(file, clip.bytes.subarray(clip.offset, clip.offset + clip.length))
    const played = await samplesOf(file, RATE)
    expect(Math.abs((played.length / RATE) * 1000 - (clip.endMs - clip.startMs))).toBeLessThanOrEqual(1)
    // The first frame of a clip plays only half right; the sound after it must lie where the span says.
    const skip = 2 * 576
    const stated = Math.round((clip.startMs / 1000) * RATE) + skip
    const found = offsetOf(played.subarray(skip), source, stated, 600)
    expect(Math.abs(found - stated)).toBeLessThanOrEqual(RATE / 1000)
  }
})

it('gives what there is at the end of the recording', async () => {
  const { clips } = await decode(LONG_RECORDING)
  const clip = await clips.slice(10_000, 60_000)
  expect(clip.endMs).toBeGreaterThan(10_900)
  expect(clip.endMs).toBeLessThan(11_200)
})

it('keeps about a second and a half of sound on each side, as far as there is any', async () => {
  const { clips } = await decode(LONG_RECORDING)
  await clips.slice(10_000, 60_000)
  const middle = await clips.slice(4000, 5000)
  expect(middle.offset / 192).toBe(60)
  expect(middle.bytes.length - middle.offset - middle.length).toBe(60 * 192)
  const first = await clips.slice(0, 1000)
  expect(first.offset).toBe(0)
})

it('forgets what is done and keeps the rest', async () => {
  const { clips } = await decode(LONG_RECORDING)
  const before = await clips.slice(6000, 7000)
  const kept = clips.bufferedBytes()
  clips.forgetBefore(5000)
  expect(clips.bufferedBytes()).toBeLessThanOrEqual(kept)
  expect(await clips.slice(6000, 7000)).toEqual(before)
})
