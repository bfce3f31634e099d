import { describe, expect, test } from 'vitest'
import { indexOf, standAt } from './stand.ts'

const sentence = (id: string, startMs: number) => ({ id, startMs })
const [a, b, c] = [sentence('a', 0), sentence('b', 2500), sentence('c', 5000)]
const WHOLE = [a, b, c]
const HALVES = [a, sentence('b1', 2500), sentence('b2', 3700), c]

describe('where one stands', () => {
  test('is at a sentence, or behind the last one until the next is there', () => {
    expect(indexOf(WHOLE, standAt(WHOLE, 1))).toBe(1)
    const behind = standAt([a, b], 2)
    expect(indexOf([a, b], behind)).toBe(2)
    expect(WHOLE[indexOf(WHOLE, behind)]).toBe(c)
  })

  test('is never before the first', () => {
    expect(indexOf(WHOLE, standAt(WHOLE, -1))).toBe(0)
    expect(indexOf([], standAt([], 0))).toBe(1)
  })

  test('stays with its sentence when an edit moves the numbers', () => {
    expect(indexOf(HALVES, standAt(WHOLE, 2))).toBe(3)
    expect(indexOf(WHOLE, standAt(HALVES, 3))).toBe(2)
  })

  test('goes over to what is in the place of its sentence', () => {
    expect(HALVES[indexOf(HALVES, standAt(WHOLE, 1))]?.id).toBe('b1')
    expect(indexOf(WHOLE, standAt(HALVES, 1))).toBe(1)
    expect(indexOf(WHOLE, standAt(HALVES, 2))).toBe(1)
    const joined = [sentence('ab', 0), c]
    expect(indexOf(joined, standAt(WHOLE, 1))).toBe(0)
  })
})
