import { describe, expect, test } from 'vitest'
import { stepsOf, wordSteps } from './play-steps.ts'

describe('what is played', () => {
  test('is the sentence once, without repeats', () => {
    expect(stepsOf({ repeats: 0, gapMs: 1000, rates: [] })).toEqual([{ from: 0, to: 1, rate: null, gapMs: 1000 }])
  })

  test('is each repeat at its own speed, from a word on only the first time', () => {
    const steps = stepsOf({ repeats: 2, gapMs: 500, rates: [1, 0.7] }, 0.4)
    expect(steps.map(({ from, rate }) => [from, rate])).toEqual([
      [0.4, 1],
      [0, 0.7],
      [0, null],
    ])
  })

  test('is every word once, taken apart', () => {
    expect(wordSteps([0.3, 0.6]).map(({ from, to }) => [from, to])).toEqual([
      [0, 0.3],
      [0.3, 0.6],
      [0.6, 1],
    ])
  })
})
