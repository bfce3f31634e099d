import type { Token } from './token.ts'
import { isWithinEdits, typoLimit } from './typo.ts'

/** What is left of these without their apostrophe is another word, so leaving it out is no slip. */
const OTHER_WORD = new Set(
  "we're i'll it's we'll we'd he'll she'll she'd he'd i'd let's who's were's".split(' '),
)

/**
 * Whether a typed word is the expected one with a slip of the finger. Numbers never are: one digit off is another
 * number. A forgotten apostrophe is a slip at any length ("dont"), but not where it makes another word ("were").
 */
export function isSlip(expected: Token, typed: Token): boolean {
  const a = expected.key
  const b = typed.key
  if (a.includes("'") !== b.includes("'") && a.replaceAll("'", '') === b.replaceAll("'", '')) {
    return !OTHER_WORD.has(a) && !OTHER_WORD.has(b)
  }
  const limit = typoLimit(letterCount(a))
  if (limit === 0 || hasDigit(a) || hasDigit(b)) return false
  if (Math.abs(a.length - b.length) > limit) return false
  // Every edit changes at most two letters of the set, so sets further apart need no closer look.
  if (countBits(expected.letters ^ typed.letters) > 2 * limit) return false
  return isWithinEdits(a, b, limit)
}

/** 0 (no letter in common) to 1 (the same letters): enough to tell which word a wrong one stands for. */
export function likeness(expected: Token, typed: Token): number {
  const all = countBits(expected.letters | typed.letters)
  return all === 0 ? 0 : countBits(expected.letters & typed.letters) / all
}

function letterCount(key: string): number {
  return key.includes("'") ? key.replaceAll("'", '').length : key.length
}

function hasDigit(key: string): boolean {
  return /\d/u.test(key)
}

function countBits(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555)
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333)
  return (((value + (value >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}
