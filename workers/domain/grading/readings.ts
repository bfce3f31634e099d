import { asHeard, expandContraction, isPossessive } from './contractions.ts'
import { dateReadings, numberReadings, type Spoken } from './numbers/number-readings.ts'
import { unitNames } from './numbers/units.ts'
import type { AcceptedBecause } from './reasons.ts'
import type { Say } from './say.ts'
import { americanSpelling } from './spelling.ts'
import { markedReading, variantReadings } from './variants.ts'

/**
 * One way to read a word. Keys have no spaces, so that "well known", "well-known" and "wellknown" are one. `homophone` is
 * a reading that is heard but not right ("could of"). `span` is how many words it reads: two of "$5 million".
 */
export type Reading = Say & { because: AcceptedBecause | 'homophone' | undefined; span: number }

const SLASHED = new Map([
  ['w/', 'with'],
  ['w/o', 'without'],
  ['b/c', 'because'],
])
const PLAIN = /^[a-z]+$/u
const OUTER = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu
/** Before "have", which is then heard as "of". */
const MODALS = new Set("could should would might must couldn't shouldn't wouldn't".split(' '))
/** Six foot two. */
const FEET = /^\d'\d{1,2}$/u
/** The signs that are read aloud beside a number or a letter, and the apostrophe of "'em" and "goin'". */
const OUTER_BUT_SIGNS = /^[^\p{L}\p{N}'$€£¥#&@+=%.-]+|[^\p{L}\p{N}'$€£¥¢#&@+=%°]+$/gu

/**
 * All ways to read a folded word, first as it stands. Two words say the same when they share a reading, and phrases
 * when readings laid end to end do. The words around it tell a verb from a possessive and a date from a number.
 * @param words all words of the text, folded. @param surfaces the same as they were written.
 */
export function readingsOf(
  words: readonly string[],
  surfaces: readonly string[],
  index: number,
): readonly [Reading, ...Reading[]] {
  const [previous, folded = '', next] = [words[index - 1], words[index], words[index + 1]]
  const bare = PLAIN.test(folded) ? folded : folded.replace(OUTER, '')
  const isPlain = PLAIN.test(bare)
  const core = bare.length === folded.length ? bare : folded.replace(OUTER_BUT_SIGNS, '')
  const hasDigit = !isPlain && /\d/u.test(core)
  const key = isPlain ? bare : keyOf(hasDigit ? core : bare) || keyOf(core) || folded
  const readings: [Reading, ...Reading[]] = [{ key, next: null, because: undefined, span: 1 }]

  if (hasDigit) {
    const neighbours = { previous: wordOf(previous), next: wordOf(next) }
    addSpoken(readings, numberReadings(FEET.test(core) ? core : core.replaceAll("'", ''), neighbours))
  } else if (next !== undefined && isDigit(next[0])) {
    addSpoken(readings, dateReadings(key, wordOf(next)))
    if (key === 'no' || key === 'nos') add(readings, key === 'no' ? 'number' : 'numbers', 'abbreviation')
  }
  if (previous !== undefined && isDigit(previous.at(-1))) {
    for (const name of unitNames(key)) add(readings, name, 'abbreviation')
  }
  for (const said of expandContraction(bare, wordOf(next))) add(readings, said, 'contraction')
  if (isPossessive(bare, wordOf(next))) add(readings, asHeard(bare), 'possessive')
  if (bare === 'of' && MODALS.has(wordOf(previous) ?? '')) add(readings, 'have', 'homophone')
  if (core !== bare) {
    for (const said of expandContraction(core, undefined)) add(readings, said, 'contraction')
    for (const variant of variantReadings(core)) add(readings, variant.key, variant.because)
  }
  for (const variant of variantReadings(key)) add(readings, variant.key, variant.because)
  const marked = markedReading(key)
  if (marked !== undefined && isMarkedShort(surfaces, index)) add(readings, marked, 'abbreviation')
  if (folded.includes('/')) add(readings, SLASHED.get(folded) ?? '', 'abbreviation')
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

function add(readings: Reading[], text: string, because: Reading['because']): void {
  const key = text.includes(' ') ? text.replaceAll(' ', '') : text
  for (const reading of readings) if (reading.key === key) return
  if (key !== '') readings.push({ key, next: null, because, span: 1 })
}

function addSpoken(readings: Reading[], spoken: readonly Spoken[]): void {
  for (const { says, span } of spoken) {
    for (const say of says) readings.push({ ...say, because: 'number', span })
  }
}

/** Whether a word looks short by its dot or by a capital that does not begin a sentence: "Sat." and "on Sat", not "he sat." */
function isMarkedShort(surfaces: readonly string[], index: number): boolean {
  const [previous, own = '', next] = [surfaces[index - 1], surfaces[index], surfaces[index + 1]]
  const isCapital = /^\P{L}*\p{Lu}/u.test(own)
  if (/\.\W*$/u.test(own)) return isCapital || (next !== undefined && /^[\p{Ll}\d]/u.test(next))
  return isCapital && previous !== undefined && !/[.!?:]\W*$/u.test(previous)
}

function wordOf(folded: string | undefined): string | undefined {
  return folded === undefined || PLAIN.test(folded) ? folded : keyOf(folded)
}

/** What can be heard of a word. Between digits a point, colon, slash or hyphen makes another number, so it stays. */
function keyOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}'&%@+=$€£¥¢#°]/gu, (sign, at: number) =>
    '.:/-'.includes(sign) && isDigit(text[at - 1]) && isDigit(text[at + 1]) ? sign : '',
  )
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}
