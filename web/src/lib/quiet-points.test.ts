import { describe, expect, test } from 'vitest'
import { quietPoint, speechSpan, wordBounds } from './quiet-points.ts'

const RATE = 8000

/** A tone with silences given in seconds. */
function tone(seconds: number, ...silences: readonly (readonly [number, number])[]): Float32Array {
  return Float32Array.from({ length: seconds * RATE }, (_, n) => {
    const at = n / RATE
    return silences.some(([from, to]) => at >= from && at < to) ? 0 : Math.sin(at * 2 * Math.PI * 220)
  })
}

describe('where words meet', () => {
  test('is the silence near the guess', () => {
    expect(quietPoint(tone(2, [1.05, 1.12]), RATE, 0.95)).toBeCloseTo(1.08, 1)
  })

  test('is the guess where nothing is quieter', () => {
    expect(Math.abs(quietPoint(tone(2), RATE, 1) - 1)).toBeLessThan(0.03)
  })

  test('does not count silence at the edges of a clip', () => {
    const samples = tone(3, [0, 0.5], [2.5, 3])
    expect(speechSpan(samples, RATE)).toEqual({ from: expect.closeTo(0.5, 1), to: expect.closeTo(2.5, 1) })
    const [bound = 0] = wordBounds(tone(3, [0, 0.5], [1.45, 1.55], [2.5, 3]), RATE, ['four', 'four'])
    expect(bound * 3).toBeCloseTo(1.5, 1)
  })

  test('is in order, one less than the words', () => {
    const bounds = wordBounds(tone(2), RATE, ['a', 'bb', 'ccc', 'd'])
    expect(bounds).toHaveLength(3)
    expect(bounds).toEqual(bounds.toSorted((a, b) => a - b))
    expect(wordBounds(tone(1), RATE, ['one'])).toEqual([])
  })
})
