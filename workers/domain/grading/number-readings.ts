import { cardinal, digitByDigit, inPairs, ordinal } from './spoken-number.ts'

/** Longer runs of digits are read one by one only: nobody says them as one number. */
const MOST_DIGITS = 15
const UNITS: Readonly<Record<string, readonly [one: string, many: string, hundredth: string]>> = {
  $: ['dollar', 'dollars', 'cents'],
  '€': ['euro', 'euros', 'cents'],
  '£': ['pound', 'pounds', 'pence'],
  '¥': ['yuan', 'yuan', 'fen'],
}
const FRACTIONS: Readonly<Record<string, readonly string[]>> = {
  '1/2': ['half', 'one half', 'a half'],
  '1/3': ['a third', 'one third'],
  '2/3': ['two thirds'],
  '1/4': ['a quarter', 'one quarter', 'a fourth', 'one fourth'],
  '3/4': ['three quarters', 'three fourths'],
}

/**
 * How a word with digits may be said, each way joined without spaces: "21st" gives "twentyfirst", "1999" gives
 * "nineteenninetynine" and "onethousandninehundred(and)ninetynine". Empty for words that are no number.
 * @param text the folded word with outer punctuation removed, but `$`, `€`, `£`, `%` and a leading "." kept.
 */
export function numberReadings(text: string): readonly string[] {
  return [...new Set(spoken(text).map((words) => words.join('').replaceAll(' ', '')))]
}

function spoken(text: string): string[][] {
  const fraction = Object.hasOwn(FRACTIONS, text) ? FRACTIONS[text] : undefined
  if (fraction !== undefined) return fraction.map((words) => [words])
  const money = /^([$€£¥])([\d,]+)(?:\.(\d\d))?$/u.exec(text)
  if (money !== null) return moneyReadings(money[1] ?? '', money[2] ?? '', money[3])
  const time = /^(\d{1,2}):(\d\d)(am|pm)?$/u.exec(text)
  if (time !== null) return timeReadings(Number(time[1]), Number(time[2]), time[3] ?? '')
  const parts = /^(\d[\d,]*|(?=\.\d))(?:\.(\d+))?(st|nd|rd|th|s|%|am|pm|k|m|bn)?$/u.exec(text)
  if (parts === null) return []
  const [, whole = '', decimals, suffix = ''] = parts
  if (decimals !== undefined) return withSuffix(decimalReadings(whole, decimals), suffix)
  const digits = whole.replaceAll(',', '')
  return withSuffix(wholeReadings(digits, whole.includes(',')), suffix)
}

/** `digits` is 0 to 9 only; `grouped` numbers ("1,999") are never years. */
function wholeReadings(digits: string, grouped: boolean): string[][] {
  const readings: string[][] = []
  const value = Number(digits)
  if (digits.length <= MOST_DIGITS && (digits === '0' || !digits.startsWith('0'))) {
    const plain = cardinal(value, false)
    const british = cardinal(value, true)
    readings.push(plain, british)
    // "a hundred", "a thousand and one".
    if (plain[0] === 'one' && plain.length > 1) readings.push(['a', ...plain.slice(1)], ['a', ...british.slice(1)])
    if (!grouped && digits.length >= 3 && digits.length <= 4) readings.push(inPairs(value))
    if (value === 0) readings.push(['oh'], ['nought'])
  }
  if (!grouped && digits.length > 1) readings.push(digitByDigit(digits, 'zero'), digitByDigit(digits, 'oh'))
  return readings.filter((words) => words.length > 0)
}

function decimalReadings(whole: string, decimals: string): string[][] {
  const heads = whole === '' ? [[], ['zero']] : wholeReadings(whole.replaceAll(',', ''), true)
  if (whole === '0') heads.push([], ['nought'])
  return heads.flatMap((head) => ['zero', 'oh'].map((zero) => [...head, 'point', ...digitByDigit(decimals, zero)]))
}

function withSuffix(readings: string[][], suffix: string): string[][] {
  switch (suffix) {
    case '':
      return readings
    case 'st':
    case 'nd':
    case 'rd':
    case 'th':
      return readings.map(ordinal)
    case 's':
      return readings.map(plural)
    case '%':
      return readings.map((words) => [...words, 'percent'])
    case 'k':
      return readings.map((words) => [...words, 'thousand'])
    case 'm':
      return readings.map((words) => [...words, 'million'])
    case 'bn':
      return readings.map((words) => [...words, 'billion'])
    default:
      return readings.map((words) => [...words, suffix])
  }
}

/** "1990s" is "nineteen nineties", "20s" is "twenties". */
function plural(words: readonly string[]): string[] {
  const last = words.at(-1) ?? ''
  return [...words.slice(0, -1), last.endsWith('y') ? `${last.slice(0, -1)}ies` : `${last}s`]
}

function moneyReadings(sign: string, whole: string, hundredths: string | undefined): string[][] {
  const [one, many, cents] = UNITS[sign] ?? ['', '', '']
  const digits = whole.replaceAll(',', '')
  const heads = wholeReadings(digits, true)
  const unit = digits === '1' ? one : many
  if (hundredths === undefined || hundredths === '00') return heads.map((head) => [...head, unit])
  const small = cardinal(Number(hundredths), false)
  return heads.flatMap((head) => [
    [...head, ...small],
    [...head, unit, ...small],
    [...head, unit, 'and', ...small],
    [...head, unit, ...small, cents],
    [...head, unit, 'and', ...small, cents],
  ])
}

function timeReadings(hour: number, minute: number, half: string): string[][] {
  const hours = cardinal(hour, false)
  const minutes: string[][] =
    minute === 0
      ? [[], ["o'clock"], ['hundred']]
      : minute < 10
        ? [['oh', ...cardinal(minute, false)]]
        : [cardinal(minute, false)]
  return minutes.map((words) => [...hours, ...words, ...(half === '' ? [] : [half])])
}
