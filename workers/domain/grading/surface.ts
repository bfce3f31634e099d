import type { AcceptedBecause } from './reasons.ts'

/** Only what a keyboard or an editor chose: curly quotes, full-width letters, dashes, the three dots in one. */
function plain(text: string): string {
  return text
    .replace(/[\u2018\u2019\u201A\u201B\u2032\u02BC\u00B4\u0060\uFF07]/gu, "'")
    .replace(/[\u201C-\u201F\u2033\uFF02]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/gu, '')
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

/**
 * In what two ways of writing the same word or phrase differ, the weightiest first: capitals, then punctuation, then
 * characters (accents and keyboards). Undefined when in nothing.
 */
export function surfaceDifference(
  expected: string,
  typed: string,
): Extract<AcceptedBecause, 'case' | 'punctuation' | 'characters'> | undefined {
  if (expected === typed) return undefined
  const [a, b] = [plain(expected), plain(typed)]
  if (a === b) return 'characters'
  const [x, y] = [lettersOf(a), lettersOf(b)]
  if (x !== y && x.toLowerCase() === y.toLowerCase()) return 'case'
  return x === y ? 'punctuation' : 'characters'
}

/**
 * The same for a phrase whose words differ ("I'd" for "I would"): its first capital and its last punctuation. The dot and
 * the capitals of a short form belong to it: "OK" is "okay", "Mr." is "Mister", "No." is "number".
 */
export function phraseDifference(
  expected: string,
  typed: string,
  because: AcceptedBecause | undefined,
): 'case' | 'punctuation' | undefined {
  const [a, b] = [plain(expected), plain(typed)]
  const [first, other] = [firstLetter(a), firstLetter(b)]
  const isShort = because === 'abbreviation' || because === 'variant' || because === 'letters'
  const hasOwnCase = isShort && (because === 'letters' || OWN_CASE.test(a) || OWN_CASE.test(b))
  // A digit has no capital to differ in.
  if (!hasOwnCase && /\p{L}/u.test(first) && /\p{L}/u.test(other) && /\p{Lu}/u.test(first) !== /\p{Lu}/u.test(other)) {
    return 'case'
  }
  const [end, otherEnd] = [closing(a), closing(b)]
  const isSame = isShort ? end.replace(/^\./u, '') === otherEnd.replace(/^\./u, '') : end === otherEnd
  return isSame ? undefined : 'punctuation'
}

/** Written in capitals wherever it stands; Roman numbers have the capital of what they count. */
const OWN_CASE = /^(?![IVX]+$)(?:\p{Lu}\.?){2,}(?!\p{L})|^Nos?\./u
const firstLetter = (text: string): string => /[\p{L}\p{N}]/u.exec(text)?.[0] ?? ''
const closing = (text: string): string => /[.,;:!?…]*["')\]]*$/u.exec(text)?.[0] ?? ''
