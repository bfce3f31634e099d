import { describe, expect, it } from 'vitest'
import { makeQuote, priceCredits, settleCredits, toMicros } from './price.ts'

const price = (cost: number, multiplier = 1) => ({
  costPerUnitMicros: toMicros(cost),
  multiplierMicros: toMicros(multiplier),
})

describe('the price of a job', () => {
  it.each([
    [120_000, 0.25, 1, 30],
    [20_000, 0.35, 1, 7],
    [1, 0.25, 1, 1],
    [0, 0.25, 1, 0],
    [100_000, 0.25, 1.5, 38],
    [4_000, 0.25, 1, 1],
    [4_001, 0.25, 1, 2],
    [1_200_000, 0, 1, 0],
  ])('%i ms at %f × %f costs %i', (ms, cost, multiplier, credits) => {
    expect(priceCredits(ms, price(cost, multiplier), 0, null)).toBe(credits)
  })

  it('rounds up once, over speech and translation together', () => {
    expect(priceCredits(1_000, price(0.25), 1, price(2))).toBe(3)
    expect(priceCredits(1_000, price(0.5), 1, price(0.5))).toBe(1)
  })

  it('counts every translated sentence', () => {
    expect(priceCredits(1_000, price(0.25), 7, price(2))).toBe(15)
    expect(priceCredits(1_000, price(1), 0, price(2))).toBe(1)
  })

  it('stays exact at the largest prices and lengths', () => {
    expect(priceCredits(36_000_000, price(10_000, 10_000), 0, null)).toBe(3_600_000_000_000)
  })
})

describe('a quote', () => {
  const asr = { modelName: 'paraformer-v2', ...price(0.25) }
  const mt = { modelName: 'qwen-mt', ...price(2) }

  it('shows both factors of each part', () => {
    expect(makeQuote(12_345, asr, mt)).toEqual({
      seconds: 12.345,
      asr: { model: 'paraformer-v2', costPerUnit: 0.25, multiplier: 1 },
      mt: { model: 'qwen-mt', costPerUnit: 2, multiplier: 1, estimatedSentences: 5 },
      credits: 14,
    })
  })

  const spoken = (milliseconds: number, model: string | null = null) => ({ model, milliseconds })
  const translated = (sentences: number, characters = 40 * sentences, model: string | null = null) => ({
    model,
    sentences,
    characters,
  })

  it('is settled for what was delivered and never above', () => {
    const quote = makeQuote(60_000, asr, mt)
    expect(settleCredits(quote, { asr: [spoken(60_000)], mt: [translated(3)] })).toBe(21)
    expect(settleCredits(quote, { asr: [spoken(30_000)], mt: [] })).toBe(8)
    expect(settleCredits(quote, { asr: [spoken(60_000)], mt: [translated(10_000)] })).toBe(quote.credits)
  })

  it('charges what a cheaper fallback did at its price, and what a dearer one did at the quoted price', () => {
    const cheap = { modelName: 'moonshine-base', ...price(0.1) }
    const dear = { modelName: 'studio', ...price(3) }
    const quote = makeQuote(60_000, asr, mt, { asr: [cheap, dear], mt: [{ modelName: 'm2m100', ...price(0.5) }] })
    expect(quote.credits).toBe(55)
    const half = [spoken(30_000, 'paraformer-v2'), spoken(30_000, 'moonshine-base')]
    expect(settleCredits(quote, { asr: half, mt: [] })).toBe(11)
    expect(settleCredits(quote, { asr: [spoken(60_000, 'studio')], mt: [] })).toBe(15)
    expect(settleCredits(quote, { asr: [spoken(60_000, 'not in the quote')], mt: [] })).toBe(15)
    const text = [translated(2, 80, 'qwen-mt'), translated(2, 80, 'm2m100')]
    expect(settleCredits(quote, { asr: [], mt: text })).toBe(5)
  })

  it('prices text by 1,000 characters where the route does, and compares unlike units by what was delivered', () => {
    const byText = { modelName: 'llm', unit: 'thousand_characters', ...price(10) } as const
    const quote = makeQuote(60_000, asr, byText, { asr: [], mt: [mt] })
    expect(quote.mt).toMatchObject({ unit: 'thousand_characters', estimatedSentences: 20, estimatedCharacters: 1200 })
    expect(quote.credits).toBe(27)
    expect(settleCredits(quote, { asr: [], mt: [translated(5, 250, 'llm')] })).toBe(3)
    expect(settleCredits(quote, { asr: [], mt: [translated(1, 1_000, 'qwen-mt')] })).toBe(2)
    expect(settleCredits(quote, { asr: [], mt: [translated(9, 100, 'qwen-mt')] })).toBe(1)
  })
})
