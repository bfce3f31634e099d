import { expect, test } from 'vitest'
import { stepRate } from './playback-rate.ts'

test('speed goes from half to double in steps of a twentieth, without drift', () => {
  let rate = 0.5
  for (let step = 0; step < 40; step += 1) rate = stepRate(rate, 1)
  expect(rate).toBe(2)
  expect(stepRate(0.5, -1)).toBe(0.5)
  expect(stepRate(1, -3)).toBe(0.85)
})
