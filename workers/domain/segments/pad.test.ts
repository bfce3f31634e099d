import { expect, it } from 'vitest'
import { padAfter, padBefore } from './pad.ts'

it.each([
  [10_000, 120, 250],
  [370, 120, 250],
  [300, 120, 180],
  [200, 100, 100],
  [63, 31, 32],
  [0, 0, 0],
])('a pause of %i ms gives %i ms before speech and %i ms after, and never overlaps', (gapMs, before, after) => {
  expect(padBefore(gapMs)).toBe(before)
  expect(padAfter(gapMs)).toBe(after)
  expect(before + after).toBeLessThanOrEqual(gapMs)
})
