import type { PricedModel, PricedTranslation, QuoteView } from '../../contract/jobs.ts'
import type { PriceUnit } from '../../contract/model-routes.ts'

/** A price as it is stored: whole millionths of a credit per unit, times a multiplier in whole millionths. */
export type UnitPrice = { costPerUnitMicros: number; multiplierMicros: number }

export const MICROS = 1_000_000

/** 0.35 -> 350000. Prices have at most six decimals, so rounding only undoes binary floating point. */
export const toMicros = (value: number): number => Math.round(value * MICROS)
export const fromMicros = (micros: number): number => micros / MICROS

/** So many thousandths of what the price is for: milliseconds, or characters of 1,000; a sentence is 1,000. */
type Part = { thousandths: number; price: UnitPrice }

const CREDIT = 1000n * BigInt(MICROS) * BigInt(MICROS)
/** In parts of a credit that are whole numbers for every price. */
const exactCost = ({ thousandths, price }: Part): bigint =>
  BigInt(thousandths) * BigInt(price.costPerUnitMicros) * BigInt(price.multiplierMicros)
const inCredits = (costs: readonly bigint[]): number =>
  Number((costs.reduce((sum, cost) => sum + cost, 0n) + CREDIT - 1n) / CREDIT)

/**
 * The price of a job in credits: ceil(seconds × cost × multiplier + sentences × cost × multiplier), the contract's rule,
 * in whole numbers throughout. In floating point 20 × 0.35 is 7.000000000000001 and would cost 8.
 * @param milliseconds of source, whole and not negative
 * @param sentences translated, whole and not negative
 */
export function priceCredits(milliseconds: number, asr: UnitPrice, sentences: number, mt: UnitPrice | null): number {
  const parts = [{ thousandths: milliseconds, price: asr }]
  if (mt) parts.push({ thousandths: 1000 * sentences, price: mt })
  return inCredits(parts.map(exactCost))
}

/** One sentence per 3 s of source: more than speech has, so that the hold covers what is delivered. */
export const estimateSentences = (milliseconds: number): number => Math.ceil(milliseconds / 3000)
/** 20 characters a second: fast speech has 200 words a minute, and an English word five or six with its space. */
export const estimateCharacters = (milliseconds: number): number => Math.ceil(milliseconds / 50)

/** English text that was, or may be, translated. */
export type TextAmount = { sentences: number; characters: number }

export const thousandthsOf = (amount: TextAmount, unit: PriceUnit | undefined): number =>
  unit === 'thousand_characters' ? amount.characters : 1000 * amount.sentences

type Route = UnitPrice & { modelName: string; unit?: PriceUnit }

/**
 * What a job of this length will be held for: the price of the routes that were chosen, whatever takes over. The quote
 * keeps its prices, those of the fallbacks too, so a later change does not touch it.
 */
export function makeQuote(
  milliseconds: number,
  asr: Route,
  mt: Route | null,
  fallbacks: { asr: readonly Route[]; mt: readonly Route[] } = { asr: [], mt: [] },
): QuoteView {
  const amount = { sentences: estimateSentences(milliseconds), characters: estimateCharacters(milliseconds) }
  const parts = [{ thousandths: milliseconds, price: asr }]
  if (mt) parts.push({ thousandths: thousandthsOf(amount, mt.unit), price: mt })
  return {
    seconds: milliseconds / 1000,
    asr: { ...priced(asr), ...(fallbacks.asr.length > 0 && { fallbacks: fallbacks.asr.map(priced) }) },
    mt: mt && {
      ...pricedText(mt),
      estimatedSentences: amount.sentences,
      ...(mt.unit === 'thousand_characters' && { estimatedCharacters: amount.characters }),
      ...(fallbacks.mt.length > 0 && { fallbacks: fallbacks.mt.map(pricedText) }),
    },
    credits: inCredits(parts.map(exactCost)),
  }
}

const priced = (route: Route): PricedModel => ({
  model: route.modelName,
  costPerUnit: fromMicros(route.costPerUnitMicros),
  multiplier: fromMicros(route.multiplierMicros),
})
const pricedText = (route: Route): PricedTranslation => ({
  ...priced(route),
  ...(route.unit === 'thousand_characters' && { unit: route.unit }),
})

/** What a job delivered, by the route that did it; null: not known, the one that was quoted. */
export type Delivered = {
  /** Milliseconds of source. */
  asr: readonly { model: string | null; milliseconds: number }[]
  mt: readonly ({ model: string | null } & TextAmount)[]
}

/**
 * What delivered work costs by the prices of its quote, in credits: never more than was quoted, and less where a cheaper
 * fallback did the work.
 */
export function settleCredits(quote: QuoteView, delivered: Delivered): number {
  const { asr, mt } = quote
  const speech = delivered.asr.map(({ model, milliseconds }) =>
    cheapest(pricesFor(model, asr).map((price) => ({ thousandths: milliseconds, price: unitPrice(price) }))),
  )
  const text = mt
    ? delivered.mt.map(({ model, ...amount }) =>
        cheapest(
          pricesFor<PricedTranslation>(model, mt).map((price) => ({
            thousandths: thousandthsOf(amount, price.unit),
            price: unitPrice(price),
          })),
        ),
      )
    : []
  return Math.min(inCredits([...speech, ...text]), quote.credits)
}

const unitPrice = ({ costPerUnit, multiplier }: PricedModel): UnitPrice => ({
  costPerUnitMicros: toMicros(costPerUnit),
  multiplierMicros: toMicros(multiplier),
})

/** The quoted price, and that of the fallback which did the work. One that is not in the quote has no price. */
function pricesFor<T extends PricedModel>(model: string | null, quoted: T & { fallbacks?: T[] }): T[] {
  const fallback = quoted.fallbacks?.find((other) => other.model === model)
  return fallback ? [quoted, fallback] : [quoted]
}

const cheapest = (parts: readonly Part[]): bigint =>
  parts.map(exactCost).reduce((least, cost) => (cost < least ? cost : least))
