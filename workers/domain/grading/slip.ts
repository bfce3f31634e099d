import { sizeOf } from './letter-set.ts'
import type { Token } from './token.ts'
import { isWithinEdits, typoLimit } from './typo.ts'

/** What is left of these without their apostrophe is another word, so leaving it out is no slip. */
const OTHER_WORD = new Set("we're i'll it's we'll we'd he'll she'll she'd he'd i'd let's who's were's".split(' '))

/**
 * Whether a typed word is the expected one with a slip of the finger. Numbers never are: one digit off is another
 * number. A forgotten apostrophe is a slip at any length ("dont"), but not where it makes another word ("were").
 * @param apart how many characters only one of the two words has; each edit makes at most two such.
 */
export function isSlip(expected: Token, typed: Token, apart = sizeOf(expected.letters ^ typed.letters)): boolean {
  if (apart > 4) return false
  const a = expected.key
  const b = typed.key
  if (expected.hasApostrophe !== typed.hasApostrophe && a.replaceAll("'", '') === b.replaceAll("'", '')) {
    return !OTHER_WORD.has(a) && !OTHER_WORD.has(b)
  }
  const limit = expected.slips
  if (apart > 2 * limit || limit === 0 || typed.hasDigit) return false
  return isWithinEdits(a, b, limit)
}

/**
 * Whether one word is two others written together, but for a slip of the finger ("well-known", "well knwon"). Only for
 * long words, and never where the slip could be a whole short word: "a backpack" is a word more than "backpack".
 */
export function isSplitSlip(whole: Token, first: Token, second: Token | undefined): boolean {
  if (second === undefined || whole.hasDigit) return false
  const length = first.key.length + second.key.length
  const limit = typoLimit(Math.max(whole.key.length, length))
  if (limit < 2 || Math.abs(whole.key.length - length) > limit) return false
  if (Math.min(first.key.length, second.key.length) <= limit) return false
  if (sizeOf(whole.letters ^ (first.letters | second.letters)) > 2 * limit) return false
  return isWithinEdits(whole.key, first.key + second.key, limit)
}
