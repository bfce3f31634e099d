import type { Token } from './token.ts'
import { isWithinEdits } from './typo.ts'

/** What is left of these without their apostrophe is another word, so leaving it out is no slip. */
const OTHER_WORD = new Set("we're i'll it's we'll we'd he'll she'll she'd he'd i'd let's who's were's".split(' '))

/**
 * Whether a typed word is the expected one with a slip of the finger. Numbers never are: one digit off is another
 * number. A forgotten apostrophe is a slip at any length ("dont"), but not where it makes another word ("were").
 * @param apart how many characters only one of the two words has; each edit makes at most two such.
 */
export function isSlip(expected: Token, typed: Token, apart: number): boolean {
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
