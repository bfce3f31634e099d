/** What the punctuation after a word says about the place behind it. */
export type Boundary = 'sentence' | 'clause' | 'comma'

/** Written with a full stop and followed by more of the same sentence. "etc." and "p.m." may end one, so they are not here. */
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt maj gov sen rep vs eg ie cf fig mt ft dept approx'.split(' '),
)
/** Only before a number: "No. 5" goes on, "No." is an answer. */
const BEFORE_NUMBERS = new Set(['no', 'nos', 'vol', 'pp', 'ch', 'art', 'sec'])

/**
 * Whether a sentence, a clause or a list's item ends after `word`, which is followed by `next`. Titles, initials ("J.
 * Smith", "U.S."), and ellipses ("well…") end nothing: the speaker goes on.
 */
export function boundaryAfter(word: string, next = ''): Boundary | null {
  const bare = word.replace(/["'”’)\]]+$/u, '')
  if (/(?:\.\.|…)[.!?]*$/u.test(bare)) return null
  if (/[!?]$/u.test(bare)) return 'sentence'
  if (/[;:–—]$/u.test(bare)) return 'clause'
  if (bare.endsWith(',')) return 'comma'
  if (!bare.endsWith('.')) return null
  const letters = bare.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
  if (ABBREVIATIONS.has(letters)) return null
  if (BEFORE_NUMBERS.has(letters) && /^\p{N}/u.test(next)) return null
  // "It was I." ends; any other single letter is somebody's initial.
  if (/^["'“‘(]*(?!I\.)\p{Lu}\.$/u.test(bare)) return null
  if (/^(?:\p{Lu}\.){2,}$/u.test(bare) && next !== '') return null
  return 'sentence'
}
