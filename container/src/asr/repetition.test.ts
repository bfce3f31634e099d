import { expect, it } from 'vitest'
import { repeatedTail } from './repetition.ts'

const times = (count: number, ...tokens: number[]): number[] => Array.from({ length: count }, () => tokens).flat()

it.each([
  ['nothing', [], 0],
  ['ordinary speech', [5, 8, 13, 5, 9, 13, 6, 8, 2, 7, 11, 5, 8, 14], 0],
  ['a word said four times', [5, 8, ...times(4, 9)], 0],
  ['a word without end', [5, 8, ...times(13, 9)], 12],
  ['a phrase said twice', [5, ...times(2, 7, 8, 9, 10, 11, 12)], 0],
  ['a phrase said three times', [5, ...times(3, 7, 8, 9, 10, 11, 12)], 12],
])('%s', (_, tokens, repeated) => {
  expect(repeatedTail(tokens)).toBe(repeated)
})
