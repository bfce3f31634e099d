import { expandContraction } from './contractions.ts'
import { numberReadings } from './number-readings.ts'
import { americanSpelling } from './spelling.ts'
import { variantReadings } from './variants.ts'

/** Why a different spelling was accepted. Nothing is said of case, punctuation, accents or keyboard width. */
export type AcceptedBecause = 'compound' | 'contraction' | 'number' | 'spelling' | 'abbreviation' | 'variant'

/** One way to read a word. The key has no spaces, so that "well known", "well-known" and "wellknown" are one. */
export type Reading = { key: string; because: AcceptedBecause | undefined }

const PLAIN = /^[a-z]+$/u
const OUTER = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu
/** The signs that are read aloud beside a number or a letter, and the apostrophe of "'em" and "goin'". */
const OUTER_BUT_SIGNS = /^[^\p{L}\p{N}'$€£¥#&@+=%.-]+|[^\p{L}\p{N}'$€£¥#&@+=%°]+$/gu

/**
 * All ways to read a folded word, first as it stands. Two words say the same when they share a reading, and phrases
 * when readings laid end to end do. `previous` and `next` are the folded words around it: they tell a verb from a
 * possessive and a date from a number.
 */
export function readingsOf(
  folded: string,
  previous: string | undefined,
  next: string | undefined,
): readonly [Reading, ...Reading[]] {
  const bare = PLAIN.test(folded) ? folded : folded.replace(OUTER, '')
  const isPlain = PLAIN.test(bare)
  const core = bare.length === folded.length ? bare : folded.replace(OUTER_BUT_SIGNS, '')
  const hasDigit = !isPlain && /\d/u.test(core)
  const key = isPlain ? bare : keyOf(hasDigit ? core : bare) || keyOf(core) || folded
  const readings: [Reading, ...Reading[]] = [{ key, because: undefined }]

  if (hasDigit) {
    for (const said of numberReadings(core.replaceAll("'", ''), wordOf(previous), wordOf(next)))
      add(readings, said, 'number')
  }
  for (const said of expandContraction(bare, wordOf(next))) add(readings, said, 'contraction')
  if (core !== bare) {
    for (const said of expandContraction(core, undefined)) add(readings, said, 'contraction')
    for (const variant of variantReadings(core)) add(readings, variant.key, variant.because)
  }
  for (const variant of variantReadings(key)) add(readings, variant.key, variant.because)
  if (isPlain) add(readings, americanSpelling(key), 'spelling')
  else if (!hasDigit) addParts(readings, bare)
  return readings
}

/** Of "grey-haired" each part has its own spelling; "r&b" and "joe@example.com" are read with the names of the signs. */
function addParts(readings: Reading[], bare: string): void {
  add(
    readings,
    bare
      .split(/[-/]/u)
      .map((part) => americanSpelling(keyOf(part)))
      .join(''),
    'spelling',
  )
  if (/[&@.]/u.test(bare)) {
    add(
      readings,
      keyOf(
        bare
          .replaceAll('&', 'and')
          .replaceAll('@', 'at')
          .replace(/\.(?=.{2})/gu, 'dot'),
      ),
      'abbreviation',
    )
  }
}

function add(readings: Reading[], text: string, because: AcceptedBecause): void {
  const key = text.includes(' ') ? text.replaceAll(' ', '') : text
  for (const reading of readings) if (reading.key === key) return
  if (key !== '') readings.push({ key, because })
}

function wordOf(folded: string | undefined): string | undefined {
  return folded === undefined || PLAIN.test(folded) ? folded : keyOf(folded)
}

/** What can be heard of a word. Between digits a point, colon, slash or hyphen makes another number, so it stays. */
function keyOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}'&%@+=$€£¥#°]/gu, (sign, at: number) =>
    '.:/-'.includes(sign) && isDigit(text[at - 1]) && isDigit(text[at + 1]) ? sign : '',
  )
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}
