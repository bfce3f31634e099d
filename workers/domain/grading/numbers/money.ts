import type { Part } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { amount } from './amount.ts'
import { whole } from './digits.ts'
import { belowHundred, toPart, ZERO } from './spoken.ts'
import { unitNames } from './units.ts'

type Currency = { one: readonly string[]; many: readonly string[]; cent: readonly string[]; cents: readonly string[] }
const CURRENCIES: Readonly<Record<string, Currency>> = {
  $: { one: ['dollar'], many: ['dollars'], cent: ['cent'], cents: ['cents'] },
  '€': { one: ['euro'], many: ['euros'], cent: ['cent'], cents: ['cents'] },
  '£': { one: ['pound'], many: ['pounds'], cent: ['penny', 'p'], cents: ['pence', 'p'] },
  '¥': { one: ['yuan', 'yen'], many: ['yuan', 'yen'], cent: ['fen'], cents: ['fen'] },
}
const MAGNITUDES = new Set('hundred thousand million billion trillion'.split(' '))

/**
 * "$5.50": five dollars fifty, five fifty, five dollars and fifty cents.
 * @param magnitude the word after it, of "$5 million"; undefined where none belongs to it.
 * @param isAdjective whether a noun follows, as in "a five dollar bill".
 */
export function money(sign: string, text: string, isAdjective: boolean, magnitude?: string): Part | undefined {
  const currency = CURRENCIES[sign]
  const parts = /^([\d,]*\d|(?=\.\d))(?:\.(\d+))?([kmbt]|bn|mn|tn)?$/u.exec(text)
  if (currency === undefined || parts === null) return undefined
  const [, digits = '', decimals, suffix] = parts
  const units = digits === '1' ? currency.one : currency.many
  const unit = words(...(isAdjective ? [...units, ...currency.one] : units))
  const scale = magnitude === undefined ? (suffix === undefined ? [] : unitNames(suffix)) : [magnitude]
  const heads = digits === '1' ? words('one', 'a') : whole(digits.replaceAll(',', ''), true)
  if (scale.length > 0) {
    const count = decimals === undefined ? heads : amount(digits, decimals)
    return seq(count, words(...scale), words(...currency.many, ...currency.one))
  }
  if (decimals === undefined || /^0+$/u.test(decimals)) return seq(heads, unit)
  const pointed = seq(amount(digits, decimals.replace(/0+$/u, '')), words(...currency.many))
  if (decimals.length !== 2) return pointed
  const value = Number(decimals)
  const small = toPart(belowHundred(value))
  const cents = seq(small, words(...(value === 1 ? currency.cent : currency.cents)))
  if (Number(digits) === 0) return alt(cents, pointed)
  const bare = value < 10 ? seq(words(...ZERO), small) : small
  // "A dollar and a half".
  const half = value === 50 ? [seq(heads, unit, words('and a half'))] : []
  return alt(...half, seq(heads, bare), seq(heads, unit, words('', 'and'), alt(bare, small, cents)), pointed)
}

export const isMagnitude = (word: string | undefined): boolean => word !== undefined && MAGNITUDES.has(word)
