import type { QuoteView } from '../../contract/jobs.ts'

/** A price as it is stored: whole millionths of a credit per unit, times a multiplier in whole millionths. */
export type UnitPrice = { costPerUnitMicros: number; multiplierMicros: number }

export const MICROS = 1_000_000

/** 0.35 -> 350000. Prices have at most six decimals, so rounding only undoes binary floating point. */
export const toMicros = (value: number): number => Math.round(value * MICROS)
export const fromMicros = (micros: number): number => micros / MICROS

/**
 * The price of a job in credits: ceil(seconds × cost × multiplier + sentences × cost × multiplier), the contract's rule,
 * in whole numbers throughout. In floating point 20 × 0.35 is 7.000000000000001 and would cost 8.
 * @param milliseconds of source, whole and not negative
 * @param sentences translated, whole and not negative
 */
export function priceCredits(milliseconds: number, asr: UnitPrice, sentences: number, mt: UnitPrice | null): number {
  const product = (units: number, price: UnitPrice) =>
    BigInt(units) * BigInt(price.costPerUnitMicros) * BigInt(price.multiplierMicros)
  const total = product(milliseconds, asr) + (mt ? 1000n * product(sentences, mt) : 0n)
  const credit = 1000n * BigInt(MICROS) * BigInt(MICROS)
  return Number((total + credit - 1n) / credit)
}

/** One sentence per 3 s of source: more than speech has, so that the hold covers what is delivered. */
export const estimateSentences = (milliseconds: number): number => Math.ceil(milliseconds / 3000)

type Route = UnitPrice & { modelName: string }

/** What a job of this length will be held for. The quote keeps its prices, so a later change does not touch it. */
export function makeQuote(milliseconds: number, asr: Route, mt: Route | null): QuoteView {
  const sentences = mt ? estimateSentences(milliseconds) : 0
  const priced = (route: Route) => ({
    model: route.modelName,
    costPerUnit: fromMicros(route.costPerUnitMicros),
    multiplier: fromMicros(route.multiplierMicros),
  })
  return {
    seconds: milliseconds / 1000,
    asr: priced(asr),
    mt: mt ? { ...priced(mt), estimatedSentences: sentences } : null,
    credits: priceCredits(milliseconds, asr, sentences, mt),
  }
}

/** What delivered work costs by the prices of its quote; never more than was quoted. Credits. */
export function settleCredits(quote: QuoteView, milliseconds: number, translatedSentences: number): number {
  const stored = (part: { costPerUnit: number; multiplier: number }): UnitPrice => ({
    costPerUnitMicros: toMicros(part.costPerUnit),
    multiplierMicros: toMicros(part.multiplier),
  })
  const cost = priceCredits(milliseconds, stored(quote.asr), translatedSentences, quote.mt ? stored(quote.mt) : null)
  return Math.min(cost, quote.credits)
}
