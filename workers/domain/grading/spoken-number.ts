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

/** 42 is "forty two"; 0 to 99. */
function belowHundred(value: number): string[] {
  if (value < 20) return [ONES[value] ?? '']
  const tens = TENS[Math.floor(value / 10)] ?? ''
  return value % 10 === 0 ? [tens] : [tens, ONES[value % 10] ?? '']
}

function belowThousand(value: number, and: boolean): string[] {
  if (value < 100) return belowHundred(value)
  const rest = value % 100
  const hundreds = [ONES[Math.floor(value / 100)] ?? '', 'hundred']
  if (rest === 0) return hundreds
  return [...hundreds, ...(and ? ['and'] : []), ...belowHundred(rest)]
}

/** The words of a whole number from 0 to 999 trillion; with `and`, the British "one hundred and one". */
export function cardinal(value: number, and: boolean): string[] {
  if (value === 0) return ['zero']
  const words: string[] = []
  for (let scale = SCALES.length - 1; scale >= 0; scale -= 1) {
    const group = Math.floor(value / 1000 ** scale) % 1000
    if (group === 0) continue
    // "two thousand and six": the last group has no hundred to carry its "and".
    if (and && scale === 0 && group < 100 && words.length > 0) words.push('and')
    words.push(...belowThousand(group, and))
    if (scale > 0) words.push(SCALES[scale] ?? '')
  }
  return words
}

/** The ordinal of words that `cardinal` gave: "twenty one" is "twenty first". */
export function ordinal(words: readonly string[]): string[] {
  const last = words.at(-1) ?? ''
  const listed = Object.hasOwn(ORDINALS, last) ? ORDINALS[last] : undefined
  const ending = listed ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`)
  return [...words.slice(0, -1), ending]
}

/** Three or four digits read in twos, as years and house numbers are: 1905 is "nineteen oh five". */
export function inPairs(value: number): string[] {
  const high = Math.floor(value / 100)
  const low = value % 100
  if (high === 0) return []
  if (low === 0) return high % 10 === 0 ? [] : [...belowHundred(high), 'hundred']
  return low < 10 ? [...belowHundred(high), 'oh', ONES[low] ?? ''] : [...belowHundred(high), ...belowHundred(low)]
}

/** Digits one by one, as in a telephone number; `zero` is the word for 0, "zero" or "oh". */
export function digitByDigit(digits: string, zero: string): string[] {
  return digits.split('').map((digit) => (digit === '0' ? zero : (ONES[Number(digit)] ?? '')))
}
