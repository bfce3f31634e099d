import { expect, it } from 'vitest'
import { unheardBefore } from './unheard.ts'

it('tells the stretches in which no words were heard, the beginning too', () => {
  const items = [
    { startMs: 9_000, endMs: 12_000 },
    { startMs: 13_500, endMs: 15_000 },
    { startMs: 20_000, endMs: 22_000 },
    { startMs: 21_990, endMs: 24_000 },
  ]
  expect(unheardBefore(items)).toEqual([9_000, 0, 5_000, 0])
  expect(unheardBefore([])).toEqual([])
})
