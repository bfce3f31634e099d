import type { Part } from '../say.ts'
import { seq, words } from '../say.ts'

/** The words of a number in order, with what may stand in each place; "" for nothing: [["one", "a"], ["hundred"]]. */
export type Slots = ReadonlyArray<readonly string[]>

const ONES = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ')
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const SCALES = ['', 'thousand', 'million', 'billion', 'trillion']
const ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}
export const ZERO = ['zero', 'oh', 'o']

export function toPart(slots: Slots): Part {
  return seq(...slots.map((slot) => words(...slot)))
}

/** 42 is "forty two"; 1 to 99. */
export function belowHundred(value: number): Slots {
  if (value < 20) return [[ONES[value] ?? '']]
  const tens = [TENS[Math.floor(value / 10)] ?? '']
  return value % 10 === 0 ? [tens] : [tens, [ONES[value % 10] ?? '']]
}

/** A whole number of at most 15 digits: "one hundred (and) one", "two thousand (and) six". */
export function cardinal(value: number): Slots {
  if (value === 0) return [[...ZERO, 'nought', 'naught', 'nil']]
  const slots: Array<readonly string[]> = []
  for (let scale = SCALES.length - 1; scale >= 0; scale -= 1) {
    const group = Math.floor(value / 1000 ** scale) % 1000
    if (group === 0) continue
    const rest = group % 100
    if (group >= 100) slots.push([ONES[Math.floor(group / 100)] ?? ''], ['hundred'])
    // The last group of "two thousand and six" has no hundred to carry its "and".
    if (rest > 0 && (group >= 100 || (scale === 0 && slots.length > 0))) slots.push(['', 'and'])
    if (rest > 0) slots.push(...belowHundred(rest))
    if (scale > 0) slots.push([SCALES[scale] ?? ''])
  }
  // "A hundred", "a thousand and one".
  return slots[0]?.[0] === 'one' && slots.length > 1 ? [['one', 'a'], ...slots.slice(1)] : slots
}

/** The other ways to say three or four digits: "nineteen oh five", "nineteen hundred", "twelve hundred and fifty". */
export function inPairs(value: number): readonly Slots[] {
  const high = Math.floor(value / 100)
  const low = value % 100
  if (high === 0 || high > 99) return []
  const rest: Slots = low === 0 ? [] : belowHundred(low)
  const paired: Slots[] =
    low === 0 ? [] : [low < 10 ? [...belowHundred(high), ZERO, ...rest] : [...belowHundred(high), ...rest]]
  const hundreds: Slots = [...belowHundred(high), ['hundred'], ...(low === 0 ? [] : [['', 'and'], ...rest])]
  return high % 10 === 0 || high < 10 ? paired : [...paired, hundreds]
}

/** "Twenty one" is "twenty first"; "one hundredth" is "hundredth" as well. */
export function ordinal(slots: Slots): Slots {
  const forms = mapLast(slots, (word) => {
    const listed = Object.hasOwn(ORDINALS, word) ? ORDINALS[word] : undefined
    return listed ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`)
  })
  return withoutOne(forms)
}

/** "Nineteen ninety" is "nineteen nineties"; "one hundreds" is "hundreds" as well. */
export function plural(slots: Slots): Slots {
  const forms = mapLast(slots, (word) =>
    word.endsWith('y') ? `${word.slice(0, -1)}ies` : word.endsWith('x') ? `${word}es` : `${word}s`,
  )
  return withoutOne(forms)
}

function withoutOne([first = [], ...rest]: Slots): Slots {
  return first.includes('a') ? [[...first, ''], ...rest] : [first, ...rest]
}

function mapLast(slots: Slots, change: (word: string) => string): Slots {
  return slots.map((slot, index) => (index === slots.length - 1 ? slot.map(change) : slot))
}

/** What one digit is called. */
export function digitNames(digit: string): readonly string[] {
  return digit === '0' ? ZERO : [ONES[Number(digit)] ?? '']
}

/** Whether a word is a number or part of one, of either kind and number: "seventy", "seventh", "hundreds". */
export const isNumberWord = (word: string): boolean => NUMBER_WORDS.has(word)

const NUMBER_WORDS = new Set(
  [...ONES, ...TENS, 'hundred', ...SCALES].flatMap((word) =>
    word === '' ? [] : [[[word]], ordinal([[word]]), plural([[word]]), plural(ordinal([[word]]))].flat(2),
  ),
)
