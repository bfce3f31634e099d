import { OTHER_WORD } from './contractions.ts'
import { sizeOf } from './letter-set.ts'
import type { Budget } from './phrases.ts'
import type { Token } from './token.ts'
import { isWithinEdits, typoLimit } from './typo.ts'
import { isCommonWord, otherWord } from './word-forms.ts'

/** "Won't" for "don't", "he'll" for "we'll": a short form that exists is no slip for another. */
const KNOWN_SHORT_FORM =
  /^(?:(?:i|you|he|she|it|we|they|that|there|who|what|where|how|here)'(?:ll|d|ve|re|s|m)|(?:do|does|did|is|are|was|were|has|have|had|ca|could|would|should|wo|must|might|need|ai|sha)n't)$/u

/** Whether only an apostrophe tells the two apart, and whether it matters. */
export function apostropheSlip(expected: Token, typed: Token): 'slip' | 'other' | undefined {
  const [a, b] = [expected.key, typed.key]
  if (expected.hasApostrophe === typed.hasApostrophe || a === b) return undefined
  const bare = a.replaceAll("'", '')
  if (bare !== b.replaceAll("'", '')) return undefined
  return OTHER_WORD.has(bare) ? 'other' : 'slip'
}

/**
 * Whether a typed word is the expected one with a slip of the finger. Numbers never are: one digit off is another
 * number. Nor is what makes another word ("form" for "from", "won't" for "don't"). A forgotten apostrophe is a slip at any
 * length ("dont"), but not where it makes another word ("were").
 * @param apart how many characters only one of the two words has; each edit makes at most two such.
 */
export function isSlip(expected: Token, typed: Token, apart = sizeOf(expected.letters ^ typed.letters)): boolean {
  if (apart > 4) return false
  const apostrophe = apostropheSlip(expected, typed)
  if (apostrophe !== undefined) return apostrophe === 'slip'
  const limit = expected.slips
  if (apart > 2 * limit || limit === 0 || typed.hasDigit) return false
  const [a, b] = [expected.key, typed.key]
  if (!isWithinEdits(a, b, limit)) return false
  if (KNOWN_SHORT_FORM.test(b)) return false
  return otherWord(a, b) === undefined
}

/** What a comparison of a word with two others costs, in steps of the search for phrases. */
const SPLIT_STEPS = 50

/**
 * Whether one word is two others written together, but for a slip of the finger ("well-known", "well knwon"). Only for
 * long words, never where the slip could be a whole short word ("a backpack" is a word more than "backpack"), and never
 * where all that was typed is words: "some king" is no slip for "something".
 * @param typed which of the two sides the learner wrote. @param budget what the search may still cost.
 */
export function isSplitSlip(
  whole: Token,
  first: Token,
  second: Token | undefined,
  typed: 'whole' | 'parts',
  budget: Budget,
): boolean {
  if (second === undefined || whole.hasDigit || whole.hasApostrophe) return false
  const joined = first.key + second.key
  const limit = typoLimit(Math.max(whole.key.length, joined.length))
  if (limit < 2 || Math.abs(whole.key.length - joined.length) > limit) return false
  if (Math.min(first.key.length, second.key.length) <= limit) return false
  if (sizeOf(whole.letters ^ (first.letters | second.letters)) > 2 * limit) return false
  budget.steps -= SPLIT_STEPS
  if (budget.steps < 0 || !isWithinEdits(whole.key, joined, limit)) return false
  // "Where ever": a letter too many where the two meet.
  if (first.key.at(-1) === second.key[0] && first.key + second.key.slice(1) === whole.key) return true
  return !(typed === 'whole' ? [whole] : [first, second]).every((word) => isCommonWord(word.key))
}
