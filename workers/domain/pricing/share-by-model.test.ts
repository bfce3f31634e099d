import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareByModel } from './share-by-model.ts'

describe('the source, shared out among the routes that read it', () => {
  it('goes to each from the end of the sentence before', () => {
    const sentences = [
      { endMs: 12_000, model: 'a' },
      { endMs: 20_000, model: 'b' },
      { endMs: 25_000, model: 'a' },
    ]
    expect(shareByModel(sentences, 10_000, 30_000)).toEqual([
      { model: 'a', milliseconds: 12_000 },
      { model: 'b', milliseconds: 8_000 },
    ])
  })

  it('is nobody’s when nothing was said', () => {
    expect(shareByModel([], 0, 5_000)).toEqual([{ model: null, milliseconds: 5_000 }])
  })

  it('is never more or less than the whole', () => {
    const sentence = fc.record({ endMs: fc.nat(100_000), model: fc.constantFrom('a', 'b', null) })
    fc.assert(
      fc.property(fc.array(sentence), fc.nat(50_000), fc.nat(50_000), (unordered, fromMs, lengthMs) => {
        const sentences = unordered.toSorted((one, other) => one.endMs - other.endMs)
        const shares = shareByModel(sentences, fromMs, fromMs + lengthMs)
        expect(shares.reduce((sum, share) => sum + share.milliseconds, 0)).toBe(lengthMs)
        for (const { milliseconds } of shares) expect(milliseconds).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
