import type { Following } from './after-noun.ts'
import { expandContraction, forgottenApostrophe, possessives } from './contractions.ts'
import { pairs } from './lists/pairs.ts'
import type { Neighbours, Spoken } from './numbers/number-readings.ts'
import { dateReadings, numberReadings, signReadings } from './numbers/number-readings.ts'
import { isNumberWord } from './numbers/spoken.ts'
import { unitNames } from './numbers/units.ts'
import type { AcceptedBecause, Fault } from './reasons.ts'
import type { Say } from './say.ts'
import { americanSpelling } from './spelling.ts'
import { dayOrMonth, markedReading, variantReadings } from './variants.ts'

/**
 * One way to read a word. Keys have no spaces, so that "well known", "well-known" and "wellknown" are one. A `Fault` is a
 * reading that is heard but not right ("could of"). `span` is how many words it reads: two of "$5 million".
 */
export type Reading = Say & { because: AcceptedBecause | Fault | undefined; span: number }

const SLASHED = new Map([
  ['w/', 'with'],
  ['w/o', 'without'],
  ['b/c', 'because'],
])
const PLAIN = /^[a-z]+$/u
const OUTER = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu
/** Before "have", which is then heard as "of". */
const MODAL = /^(?:could|should|would|might|must|may)$|(?:'d|n't)$/u
/** Short before a number only: "p. 5". */
const BEFORE_NUMBER = pairs(
  'no:number nos:numbers p:page pp:pages ch:chapter fig:figure apt:apartment ste:suite hwy:highway rte:route ext:extension ' +
    'vol:volume est:established',
)
/** Roman numbers of one letter, after what is counted so; after a king, a queen or a pope the first is "the first". */
const ROMAN: Readonly<Record<string, string>> = { i: 'one', v: 'five', x: 'ten' }
const COUNTED = /^(?:part|act|chapter|volume|book|scene|section|phase|type|class|level|unit|lesson|stage|war)$/u
const RULER =
  /^(?:elizabeth|charles|james|george|henry|louis|william|mary|francis|napoleon|nicholas|paul|peter|edward|richard)$/u
/** Six foot two. */
const FEET = /^\d'\d{1,2}$/u
/** The signs that are read aloud beside a number or a letter, and the apostrophe of "'em" and "goin'". */
const OUTER_BUT_SIGNS = /^[^\p{L}\p{N}'$€£¥#&@+=%.°×÷-]+|[^\p{L}\p{N}'$€£¥¢#&@+=%°×÷]+$/gu

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
  const [previous, folded, next] = [words[index - 1], words[index] ?? '', words[index + 1]]
  const bare = PLAIN.test(folded) ? folded : folded.replace(OUTER, '')
  const core = bare.length === folded.length ? bare : folded.replace(OUTER_BUT_SIGNS, '')
  // "C++" and "A+" are not "C" and "A".
  const isPlain = PLAIN.test(bare) && !/[+#]$/u.test(core)
  const hasDigit = !isPlain && /\d/u.test(core)
  const key = isPlain ? bare : keyOf(hasDigit || PLAIN.test(bare) ? core : bare) || keyOf(core) || folded
  const readings: [Reading, ...Reading[]] = [{ key, next: null, because: undefined, span: 1 }]

  if (hasDigit) {
    addSpoken(readings, numberReadings(FEET.test(core) ? core : core.replaceAll("'", ''), around(words, index)))
  } else if (next !== undefined && (isDigit(next[0]) || isDigit(next[1]))) {
    addSpoken(readings, dateReadings(key, wordOf(next)))
    addSpoken(readings, signReadings(key, around(words, index)))
    add(readings, BEFORE_NUMBER.get(key) ?? '', 'abbreviation')
  }
  if (previous !== undefined && key.length < 5) {
    const isInch = key === 'in' && isDigit(previous.at(-1)) && isInchBetween(folded, words[index - 2], next)
    const names = isInch ? INCHES : unitNames(core === bare && isPlain ? key : keyOf(core))
    if (names.length > 0 && isCounted(previous, key)) for (const name of names) add(readings, name, 'abbreviation')
    if (key.length === 1) addRoman(readings, key, words, surfaces, index)
  }
  // Most words have no apostrophe, and need not be told from what follows.
  const following = folded.includes("'") ? around(words, index) : ALONE
  for (const said of expandContraction(bare, following)) add(readings, said, 'contraction')
  const forgotten = isPlain ? forgottenApostrophe(bare) : undefined
  for (const said of forgotten?.says ?? []) add(readings, said, forgotten?.because)
  // "Theatre's" and "theater's", "colour'll".
  const [, host, ending] = (isPlain ? null : /^([a-z]+)('[a-z]+)$/u.exec(bare)) ?? []
  if (host !== undefined && ending !== undefined) add(readings, americanSpelling(host) + ending, 'spelling')
  for (const heard of possessives(bare, following)) add(readings, keyOf(heard), 'possessive')
  if (bare === 'of' && MODAL.test(wordOf(previous) ?? '')) add(readings, 'have', 'homophone')
  if (bare === 'n' && (previous === 'rock' || wordOf(next) === 'roll')) add(readings, 'and', 'contraction')
  if (core !== bare) {
    for (const said of expandContraction(core, following)) add(readings, said, 'contraction')
    for (const variant of variantReadings(core)) add(readings, variant.key, variant.because)
  }
  for (const variant of variantReadings(key)) add(readings, variant.key, variant.because)
  const marked = markedReading(key)
  if (marked !== undefined && isMarkedShort(surfaces, index)) add(readings, marked, 'abbreviation')
  if (folded.includes('/')) add(readings, SLASHED.get(folded) ?? '', 'abbreviation')
  if (isPlain) add(readings, americanSpelling(key), 'spelling')
  else if (!hasDigit) addParts(readings, PLAIN.test(bare) ? core : bare)
  return readings
}

const INCHES = ['inch', 'inches']
/** "12 in." and "6 ft 2 in", "12 in by 8"; not "12 in a row". */
const isInchBetween = (folded: string, before: string | undefined, next: string | undefined): boolean =>
  folded.endsWith('.') ||
  next === undefined ||
  /^(?:ft|foot|feet)/u.test(before ?? '') ||
  /^(?:by|x|long|wide|tall|deep|high)$/u.test(next)
const ALONE: Around = { previous: undefined, next: undefined, second: undefined, isApart: false }
type Around = Neighbours & Following

/** The words around one, without their punctuation. */
function around(words: readonly string[], index: number): Around {
  const next = words[index + 1]
  return {
    previous: wordOf(words[index - 1]),
    next: wordOf(next),
    second: wordOf(words[index + 2]),
    isApart: next !== undefined && /[.,;:!?]\W*$/u.test(next),
  }
}

/** "World War I", "Act V", "Elizabeth I". The pronoun after "part" stays one: "the part I like". */
function addRoman(
  readings: Reading[],
  key: string,
  words: readonly string[],
  surfaces: readonly string[],
  index: number,
): void {
  const number = Object.hasOwn(ROMAN, key) ? ROMAN[key] : undefined
  // "Peter, I think": a comma ends what a number could belong to.
  const previous = words[index - 1] ?? ''
  if (number === undefined) return
  const isName = /^\p{Lu}/u.test(surfaces[index - 1] ?? '') || words[index - 2] === 'world'
  if (COUNTED.test(previous) && (key !== 'i' || isName)) add(readings, number, 'variant')
  if (key === 'i' && RULER.test(previous)) add(readings, 'the first', 'variant')
}

/** Of "grey-haired" each part has its own spelling; "r&b" and "joe@example.com" are read with the names of the signs. */
function addParts(readings: Reading[], bare: string): void {
  const [, from, to] = /^([a-z]+)-([a-z]+)$/u.exec(bare) ?? []
  if (from !== undefined && to !== undefined) addSpan(readings, from, to)
  if (/^[a-z]\+$/u.test(bare)) add(readings, bare.replace('+', 'plus'), 'abbreviation')
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

/** "Mon-Fri" is "Monday to Friday", "A-Z" is "A to Z". */
function addSpan(readings: Reading[], from: string, to: string): void {
  const [first, last] = [dayOrMonth(from), dayOrMonth(to)]
  const isSpan = (first !== undefined && last !== undefined) || (from.length === 1 && to.length === 1)
  if (!isSpan) return
  for (const link of ['to', 'through']) add(readings, `${first ?? from} ${link} ${last ?? to}`, 'abbreviation')
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
  return text.replace(/[^\p{L}\p{N}'&%@+=$€£¥¢#°×÷]/gu, (sign, at: number) =>
    '.:/-'.includes(sign) && isDigit(text[at - 1]) && isDigit(text[at + 1]) ? sign : '',
  )
}

/** Whether a unit may stand after a word: after a number, "square" or, where the unit is no single letter, a number in words. */
function isCounted(previous: string, unit: string): boolean {
  if (isDigit(previous.at(-1)) || /^sq\.?$|^\d.*[.%]$/u.test(previous)) return true
  return unit.length > 1 && isNumberWord(previous.slice(previous.lastIndexOf('-') + 1))
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}
