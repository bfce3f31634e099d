import { foldWord } from '../text/fold.ts'
import { expandContraction } from './contractions.ts'
import { letterBit, letterSet, sizeOf } from './letter-set.ts'
import { numberReadings } from './number-readings.ts'
import { americanSpelling } from './spelling.ts'
import { typoLimit } from './typo.ts'
import { variantReadings } from './variants.ts'

/** Why a different spelling was accepted. Nothing is said of case, punctuation, accents or keyboard width. */
export type AcceptedBecause = 'compound' | 'contraction' | 'number' | 'spelling' | 'abbreviation' | 'variant'

/** One way to read a word: its letters, digits and apostrophes in a row, without spaces or hyphens. */
export type Reading = { key: string; because: AcceptedBecause | undefined }

/** A word made ready to be compared. */
export type Token = {
  /** As it was written. */
  surface: string
  /** Folded letters, digits and apostrophes only; the first reading's key. Never empty. */
  key: string
  /** Whether it was written with hyphens or slashes inside. */
  isCompound: boolean
  readings: readonly Reading[]
  /** One bit per first character of a reading, to tell at once that two words cannot be the same. */
  firsts: number
  /** The letter set of the key and how many it has, for a cheap measure of likeness. */
  letters: number
  size: number
  hasApostrophe: boolean
  hasDigit: boolean
  /** How many slips of the finger the word forgives. */
  slips: number
  /** The box it was typed into, or its place in the transcript. */
  slot: number
}

/** Makes words comparable. `slots` says which box each word was typed into; by default its own place. */
export function toTokens(words: readonly string[], slots?: readonly number[]): Token[] {
  const folded = words.map(foldWord)
  return words.map((surface, index) => toToken(surface, folded[index] ?? '', folded[index + 1], slots?.[index] ?? index))
}

function toToken(surface: string, folded: string, nextFolded: string | undefined, slot: number): Token {
  const bare = folded.replace(OUTER, '')
  if (PLAIN.test(bare)) {
    const readings: Reading[] = [{ key: bare, because: undefined }]
    // An apostrophe before or after may stand for letters: "'em", "goin'".
    if (bare.length < folded.length && folded.includes("'")) addContractions(readings, folded.replace(OUTER_BUT_APOSTROPHE, ''), undefined)
    addWordReadings(readings, bare)
    addReading(readings, americanSpelling(bare), 'spelling')
    return finish(surface, bare, false, readings, slot)
  }
  const key = keyOf(bare) || keyOf(folded) || folded || surface
  const readings: Reading[] = [{ key, because: undefined }]
  const next = nextFolded === undefined ? undefined : keyOf(nextFolded)
  addContractions(readings, folded.replace(OUTER_BUT_APOSTROPHE, ''), next)
  addContractions(readings, bare, next)
  addWordReadings(readings, key)
  if (/\d/u.test(folded)) for (const spoken of numberReadings(numberText(folded))) addReading(readings, spoken, 'number')
  const parts = bare.split(/[-/]/u)
  addReading(readings, parts.map((part) => americanSpelling(keyOf(part))).join(''), 'spelling')
  return finish(surface, key, parts.length > 1, readings, slot)
}

function keyOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}'&%@+=]/gu, '')
}

/** "$5," is "$5" and "(1999)" is "1999"; "'90s" and "10 o'clock" lose their apostrophes. */
function numberText(core: string): string {
  return core.replace(/^[^\d$€£¥.]+|'/gu, '').replace(/\u2044/gu, '/').replace(/\.$/u, '').replace(/([ap])\.m\.?$/u, '$1m')
}

function letterBits(key: string): number {
  let bits = 0
  for (let index = 0; index < key.length; index += 1) bits |= bit(key.charCodeAt(index))
  return bits
}

/** The 26 letters have a bit each; every other character shares one of the six left. */
function bit(code: number): number {
  if (code >= 97 && code <= 122) return 1 << (code - 97)
  return 1 << (26 + (code % 6))
}
