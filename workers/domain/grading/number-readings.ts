import { cardinal, digitByDigit, inPairs, ordinal } from './spoken-number.ts'

/** Longer runs of digits are read one by one only: nobody says them as one number. */
const MOST_DIGITS = 15
/** Of "1-2-3-4-5-6" with several readings each; no word anybody says needs more. */
const MOST_READINGS = 48
/** A number or date in one word is shorter, and longer ones would only cost time. */
const MOST_CHARACTERS = 40
const MONEY: Readonly<Record<string, readonly [one: string, many: string, hundredth: string]>> = {
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
/** What may follow a number in the same word, and how it is said. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  '%': ['percent'],
  '°': ['degrees'],
  '°c': ['degrees celsius', 'degrees c'],
  '°f': ['degrees fahrenheit', 'degrees f'],
  am: ['am'],
  pm: ['pm'],
  k: ['thousand', 'k'],
  m: ['million', 'meters', 'm'],
  bn: ['billion'],
  b: ['billion', 'b'],
  km: ['kilometers'],
  cm: ['centimeters'],
  mm: ['millimeters'],
  kg: ['kilograms', 'kilos'],
  g: ['grams', 'g'],
  lb: ['pounds'],
  lbs: ['pounds'],
  oz: ['ounces'],
  ft: ['feet'],
  mph: ['miles per hour', 'miles an hour'],
  kph: ['kilometers per hour', 'kilometers an hour'],
  x: ['times', 'x'],
  '+': ['plus'],
}
/** How a sign between two parts of a word with digits may be said; "" is for a sign nobody says. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  '-': ['', 'to'],
  '/': ['', 'out of', 'over', 'slash'],
  ':': ['to', ''],
  '.': ['point', 'dot'],
  '&': ['and'],
}
const MONTHS = new Set(
  (
    'january february march april may june july august september october november december ' +
    'jan feb mar apr jun jul aug sep sept oct nov dec'
  ).split(' '),
)

/**
 * How a folded word with digits may be said, each way joined without spaces: "21st" gives "twentyfirst", "1999" gives
 * "nineteenninetynine" and "onethousandninehundred(and)ninetynine". `previous` and `next` are the words around it:
 * beside a month, "5" is "fifth" as well.
 */
export function numberReadings(text: string, previous?: string, next?: string): readonly string[] {
  if (text.length > MOST_CHARACTERS) return []
  const said = spoken(
    text
      .replaceAll('\u2044', '/')
      .replace(/([ap])\.m\.?$/u, '$1m')
      .replace(/\.$/u, ''),
  )
  if (/^\d{1,2}$/u.test(text)) {
    const day = ordinal(cardinal(Number(text), false))
    if (MONTHS.has(previous ?? '')) said.push(day, ['the', ...day])
    if (MONTHS.has(next ?? '')) said.push(day, ['the', ...day], [...day, 'of'], ['the', ...day, 'of'])
  }
  return [...new Set(said.map((words) => words.join('').replaceAll(' ', '')))]
}

function spoken(text: string): string[][] {
  const fraction = Object.hasOwn(FRACTIONS, text) ? FRACTIONS[text] : undefined
  if (fraction !== undefined) return fraction.map((words) => [words])
  if (/^[-#]\d/u.test(text)) {
    const names = text.startsWith('#') ? ['number', 'hashtag'] : ['minus', 'negative', '']
    return spoken(text.slice(1)).flatMap((words) => names.map((name) => [name, ...words]))
  }
  const money = /^([$€£¥])([\d,]+)(?:\.(\d\d))?$/u.exec(text) ?? /^(?=.*([$€£¥])$)([\d,]+)(?:\.(\d\d))?.$/u.exec(text)
  if (money !== null) return moneyReadings(money[1] ?? '', money[2] ?? '', money[3])
  const bigMoney = /^([$€£¥])(.*\d)([kmb]|bn)$/u.exec(text)
  if (bigMoney !== null) {
    const unit = MONEY[bigMoney[1] ?? '']?.[1] ?? ''
    return spoken(`${bigMoney[2]}${bigMoney[3]}`).map((words) => [...words, unit])
  }
  const time = /^(\d{1,2}):(\d\d)(am|pm)?$/u.exec(text)
  if (time !== null) return timeReadings(Number(time[1]), Number(time[2]), time[3] ?? '')
  const parts = /^(\d[\d,]*|(?=\.\d))(?:\.(\d+))?([a-z%°+]*)$/u.exec(text)
  if (parts !== null) {
    const readings = numberWithSuffix(parts[1] ?? '', parts[2], parts[3] ?? '')
    if (readings.length > 0) return readings
  }
  return inParts(text)
}

function numberWithSuffix(whole: string, decimals: string | undefined, suffix: string): string[][] {
  const digits = whole.replaceAll(',', '')
  const readings =
    decimals === undefined ? wholeReadings(digits, whole.includes(',')) : decimalReadings(digits, decimals)
  if (suffix === '') return readings
  if (/^(?:st|nd|rd|th)$/u.test(suffix)) {
    // "the hundredth" is the one hundredth.
    const short = readings.filter((words) => words[0] === 'one' && words.length > 1).map((words) => words.slice(1))
    return [...readings, ...short].map(ordinal)
  }
  if (suffix === 's') return readings.map(plural)
  const names = Object.hasOwn(SUFFIXES, suffix) ? (SUFFIXES[suffix] ?? []) : []
  return readings.flatMap((words) => names.map((name) => [...words, name]))
}

/** "19-year-old", "5-10", "covid-19", "mp3": every run of digits is read, the rest stays as it is. */
function inParts(text: string): string[][] {
  const pieces = text.match(/[\d,]*\d|[a-z']+|[-/:.&]/gu) ?? []
  let readings: string[][] = [[]]
  for (const [index, piece] of pieces.entries()) {
    const isBetweenDigits = /\d$/u.test(pieces[index - 1] ?? '') && /^\d/u.test(pieces[index + 1] ?? '')
    const says = /\d/u.test(piece)
      ? wholeReadings(piece.replaceAll(',', ''), piece.includes(','))
      : Object.hasOwn(LINKS, piece)
        ? isBetweenDigits || piece === '&'
          ? (LINKS[piece] ?? []).map((link) => [link])
          : [[]]
        : [[piece]]
    readings = readings.flatMap((head) => says.map((tail) => [...head, ...tail])).slice(0, MOST_READINGS)
  }
  return readings
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
    if (value === 0) readings.push(['oh'], ['nought'], ['nil'])
  }
  if (!grouped && digits.length > 1) readings.push(digitByDigit(digits, 'zero'), digitByDigit(digits, 'oh'))
  return readings.filter((words) => words.length > 0)
}

function decimalReadings(digits: string, decimals: string): string[][] {
  const heads = digits === '' ? [[], ['zero']] : wholeReadings(digits, true)
  if (digits === '0') heads.push([])
  const tails = [digitByDigit(decimals, 'zero'), digitByDigit(decimals, 'oh')]
  if (decimals.length === 2 && !decimals.startsWith('0')) tails.push(cardinal(Number(decimals), false))
  return heads.flatMap((head) => tails.map((tail) => [...head, 'point', ...tail]))
}

/** "1990s" is "nineteen nineties", "20s" is "twenties". */
function plural(words: readonly string[]): string[] {
  const last = words.at(-1) ?? ''
  const ending = last.endsWith('y') ? `${last.slice(0, -1)}ies` : last.endsWith('x') ? `${last}es` : `${last}s`
  return [...words.slice(0, -1), ending]
}

function moneyReadings(sign: string, whole: string, hundredths: string | undefined): string[][] {
  const [one, many, cents] = MONEY[sign] ?? ['', '', '']
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
