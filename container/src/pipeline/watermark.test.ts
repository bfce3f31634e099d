import { expect, it } from 'vitest'
import { createWatermark } from './watermark.ts'

async function* spans(...list: [number, number][]) {
  for (const [startMs, endMs] of list) yield { startMs, endMs }
}

it('stays at the start of a segment until the last of its sentences is done', async () => {
  const told: number[] = []
  const watermark = createWatermark((ms) => told.push(ms))
  const entered = watermark.entering(spans([1_000, 9_000], [9_500, 12_000]))
  await entered.next()
  await entered.next()
  watermark.heard(13_000)
  expect(told).toEqual([1_000])
  watermark.done(4_000)
  expect(told).toEqual([1_000])
  watermark.done(9_000)
  expect(told).toEqual([1_000, 9_500])
  watermark.done(12_000)
  expect(told).toEqual([1_000, 9_500, 13_000])
})

it('passes over a segment without words when a later one is done', async () => {
  const told: number[] = []
  const watermark = createWatermark((ms) => told.push(ms))
  for await (const _ of watermark.entering(spans([0, 2_000], [2_500, 4_000], [4_500, 6_000])));
  watermark.done(4_000)
  expect(told).toEqual([4_500])
})
