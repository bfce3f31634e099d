import type { Part, Say } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { amount } from './amount.ts'
import { clock } from './clock.ts'
import { date, dayBesideMonth, dayOf, monthOf } from './dates.ts'
import { whole, wholeForms } from './digits.ts'
import { fraction, mixed } from './fractions.ts'
import { isMagnitude, money } from './money.ts'
import { ordinal, plural, toPart, ZERO } from './spoken.ts'
import { unitNames } from './units.ts'

/** A number or date in one word is shorter, and longer ones would only cost time. */
const MOST_CHARACTERS = 40
/** How a sign between two runs of digits may be said; "" is for a sign nobody says. */
const LINKS: Readonly<Record<string, readonly string[]>> = {
  '-': ['', 'to', 'through', 'dash'],
  '/': ['', 'out of', 'over', 'slash'],
  ':': ['', 'to'],
  '.': ['', 'point', 'dot'],
  '&': ['and'],
  '+': ['plus', 'and'],
  '×': ['times', 'by'],
  '*': ['times'],
  '÷': ['divided by', 'over'],
  '=': ['equals', 'is'],
}
/** After a number these are no nouns, so that nothing is "a five dollar something". */
const NO_NOUN =
  /^(?:a|an|the|and|or|but|for|in|on|at|of|to|is|was|are|were|per|each|it|that|this|if|so|i|you|he|she|we|they)$/u

/** The words beside a number, folded: they tell a date, an amount or an adjective. */
export type Neighbours = { previous: string | undefined; next: string | undefined; second: string | undefined }
export type Spoken = { says: readonly Say[]; span: number }

/**
 * How a folded word with digits may be said, alone or with the next word: "21st" is "twenty first", "1999" is "nineteen
 * ninety nine", "$5 million" is "five million dollars".
 */
export function numberReadings(text: string, { previous, next, second }: Neighbours): readonly Spoken[] {
  if (text.length > MOST_CHARACTERS) return []
  const clean = text.replace(/([ap])\.m\.?$/u, '$1m').replace(/[.,-]+$/u, '')
  const isAdjective = next !== undefined && !NO_NOUN.test(next)
  const found: Spoken[] = []
  const add = (part: Part | undefined, span = 1): void => {
    if (part !== undefined) found.push({ says: part(null), span })
  }
  add(numberPart(clean, isAdjective, next))
  if (clean === '1' && isMagnitude(next)) add(words('a'))
  // "0.5 million", "1/2 hour".
  if (/^(?:0?\.5|1\/2)$/u.test(clean) && isAdjective) add(words('half a', 'half an'))
  // "10 000" and "1 000 000", whose groups are apart.
  if (/^[1-9]\d{0,2}$/u.test(clean) && isGroup(next)) {
    add(whole(clean + next, true), 2)
    if (isGroup(second)) add(whole(clean + next + second, true), 3)
  }
  if (previous === 'a') for (const spoken of found.slice()) found.push({ ...spoken, says: withoutOne(spoken.says) })
  const day = dayOf(clean)
  const [before, after] = [monthOf(previous), monthOf(next)]
  if (day !== undefined && (before ?? after) !== undefined) add(dayBesideMonth(day))
  if (day !== undefined && after !== undefined) add(date(after, day), 2)
  const sign = /^[$€£¥]/u.exec(clean)?.[0]
  if (sign !== undefined && isMagnitude(next)) add(money(sign, clean.slice(1), false, next), 2)
  const part = /^(\d)\/(\d{1,2})$/u.exec(next ?? '')
  if (part !== null && /^\d+$/u.test(clean)) add(mixed(whole(clean, false), Number(part[1]), Number(part[2])), 2)
  return found
}

/** What a lone sign and the number after it are read as, together: "$ 5". */
export function signReadings(sign: string, { next, second }: Neighbours): readonly Spoken[] {
  if (next === undefined || !/^[$€£¥]$/u.test(sign)) return []
  return numberReadings(sign + next, { previous: undefined, next: second, second: undefined }).map(
    ({ says, span }) => ({
      says,
      span: span + 1,
    }),
  )
}

const isGroup = (text: string | undefined): text is string => text !== undefined && /^\d{3}$/u.test(text)

/** The "a" before "a $100 bill" and "a 1/4 mile" is the one of "a hundred" and "a quarter". */
function withoutOne(says: readonly Say[]): readonly Say[] {
  return says
    .flatMap((say) => (say.key === 'one' ? (say.next ?? []) : []))
    .filter((say) => /^(?:hundred|thousand|million|billion|quarter|third|half)/u.test(say.key))
}

/** What a month and the day in digits after it are read as, together. */
export function dateReadings(word: string, next: string | undefined): readonly Spoken[] {
  const month = monthOf(word)
  const day = month === undefined ? undefined : dayOf(next)
  return month === undefined || day === undefined ? [] : [{ says: date(month, day)(null), span: 2 }]
}

function numberPart(text: string, isAdjective: boolean, next?: string): Part | undefined {
  const prefixed = /^([-+#])(?=[\d$€£¥.])/u.exec(text)
  if (prefixed !== null) {
    const names =
      { '-': ['minus', 'negative', ''], '+': ['plus', ''], '#': ['number', 'hashtag'] }[prefixed[1] ?? ''] ?? []
    const rest = numberPart(text.slice(1), isAdjective, next)
    return rest === undefined ? undefined : seq(words(...names), rest)
  }
  const feet = /^(\d)'(\d{1,2})$/u.exec(text)
  if (feet !== null) {
    const inches = words('', Number(feet[2]) === 1 ? 'inch' : 'inches')
    return seq(whole(feet[1] ?? '', true), words('', 'foot', 'feet'), whole(feet[2] ?? '', true), inches)
  }
  const range = /^([$€£¥])([^-]+)-\1?(.+)$/u.exec(text)
  if (range !== null) {
    const [, sign = '', from = '', to = ''] = range
    const [least, most] = [money(sign, from, false), money(sign, to, isAdjective)]
    if (least !== undefined && most !== undefined) {
      return seq(alt(least, amountOr(from)), words(...(LINKS['-'] ?? [])), most)
    }
  }
  if (/^(?:\d{1,3}\.)?\d{3}\.\d{3}\.\d{4}$/u.test(text)) return inPieces(text.replaceAll('.', '-'), false)
  const military = /^0(\d)00$/u.exec(text)
  if (military !== null) {
    return alt(inPieces(text, false), seq(words(...ZERO), whole(military[1] ?? '', true), words('hundred')))
  }
  const sign = /[$€£¥]/u.exec(text)?.[0]
  if (sign !== undefined) return money(sign, text.replace(sign, ''), isAdjective)
  const time = /^(\d{1,2})([:.])(\d\d)(am|pm)?$/u.exec(text)
  if (time !== null) {
    const [, hour = '', mark, minute = '', half] = time
    const isTime =
      Number(hour) <= 24 &&
      Number(minute) < 60 &&
      (mark === ':' || half !== undefined || isHalf(next) || (!isAdjective && Number(minute) % 15 === 0))
    const said = isTime ? clock(Number(hour), Number(minute), hour.startsWith('0')) : undefined
    if (said !== undefined) return half === undefined ? alt(said, amountOr(text)) : seq(said, words(half))
  }
  return brokenPart(text) ?? withSuffix(text, isAdjective) ?? inPieces(text, isAdjective)
}

/** "1/2", "2+1/2" (which "2½" is folded to), "9/11" which is "nine eleven" as well. */
function brokenPart(text: string): Part | undefined {
  const parts = /^(?:(\d+)\+)?(\d{1,2})\/(\d{1,3})$/u.exec(text)
  if (parts === null) return undefined
  const [, head, over = '', under = ''] = parts
  if (head !== undefined) return mixed(whole(head, false), Number(over), Number(under))
  const said = fraction(Number(over), Number(under))
  if (said === undefined) return undefined
  const links = Number(under) > 10 ? (LINKS['/'] ?? []) : ['over', 'out of', 'slash']
  return alt(said, seq(whole(over, false), words(...links), whole(under, false)))
}

const isHalf = (word: string | undefined): boolean => /^[ap]\.?m\.?$/u.test(word ?? '')

/** "10:30" may be a score; "3.30" may be a plain number. */
function amountOr(text: string): Part {
  return withSuffix(text, false) ?? inPieces(text, false)
}

function withSuffix(text: string, isAdjective: boolean): Part | undefined {
  const parts = /^(\d[\d,]*|(?=\.\d))(?:\.(\d+))?([a-z%°¢+/]*)$/u.exec(text)
  if (parts === null) return undefined
  const [, digits = '', decimals, suffix = ''] = parts
  const said = amount(digits, decimals)
  if (suffix === '') return said
  if (suffix === 'am' || suffix === 'pm') return seq(said, words(suffix))
  const forms = decimals === undefined ? wholeForms(digits.replaceAll(',', ''), digits.includes(',')) : []
  if (/^(?:st|nd|rd|th)$/u.test(suffix))
    return forms.length === 0 ? undefined : alt(...forms.map((form) => toPart(ordinal(form))))
  const names = unitNames(suffix, digits === '1' && decimals === undefined ? 'one' : isAdjective ? undefined : 'many')
  const decade = suffix === 's' && forms.length > 0 ? forms.map((form) => toPart(plural(form))) : []
  if (names.length === 0 && !/^[a-z]+$/u.test(suffix)) return undefined
  // "5k", "4g", "3d" are said as they are written, too.
  return alt(seq(said, words(...names, ...(/^[a-z]+$/u.test(suffix) ? [suffix] : []))), ...decade)
}

/** "19-year-old", "5-10km", "covid-19", "mp3": every run of digits is read, the rest stays as it is. */
function inPieces(text: string, isAdjective: boolean): Part {
  const pieces =
    text.match(
      /\d[\d,]*(?:\.\d+(?!\.?\d*\.))?(?:st|nd|rd|th|s|%|°[cf]?|km|kg|cm|mm|lb|ft|mph|am|pm)?(?![a-z\d])|[\d,]*\d|[a-z']+|[-/:.&+×*÷=]/gu,
    ) ?? []
  return seq(
    ...pieces.map((piece, index) => {
      if (/\d/u.test(piece)) return withSuffix(piece, isAdjective) ?? whole(piece.replaceAll(',', ''), false)
      const isBetween = /^[\d]/u.test(pieces[index + 1] ?? '') && /\d/u.test(pieces[index - 1] ?? '')
      if (!Object.hasOwn(LINKS, piece)) return words(...(piece === 'x' && isBetween ? ['by', 'x', 'times'] : [piece]))
      return words(...(isBetween || piece === '&' ? (LINKS[piece] ?? []) : ['']))
    }),
  )
}
