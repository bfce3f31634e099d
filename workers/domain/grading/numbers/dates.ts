import type { Part } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { cardinal, ordinal, toPart } from './spoken.ts'

const NAMES = 'january february march april may june july august september october november december'.split(' ')
const MONTHS = new Map<string, string>(
  NAMES.flatMap((name) => [[name, name] as const, [name.slice(0, 3), name] as const]),
)
MONTHS.set('sept', 'september')

/** The full name of a month, or undefined for another word. */
export const monthOf = (word: string | undefined): string | undefined =>
  word === undefined ? undefined : MONTHS.get(word)

/** The day of "4" or "4th"; undefined for what is none. */
export function dayOf(text: string | undefined): number | undefined {
  const digits = /^(\d{1,2})(?:st|nd|rd|th)?$/u.exec(text ?? '')?.[1]
  const day = Number(digits)
  return day >= 1 && day <= 31 ? day : undefined
}

/**
 * A date with its day in digits, which may be read in either order: "July (the) fourth", "July four", "the fourth of July",
 * "four July".
 */
export function date(month: string, day: number): Part {
  const name = words(month)
  const fourth = toPart(ordinal(cardinal(day)))
  const four = toPart(cardinal(day))
  return alt(
    seq(name, words('', 'the'), fourth),
    seq(name, four),
    seq(words('', 'the'), fourth, words('', 'of'), name),
    seq(four, name),
  )
}

/** The day alone, beside a month. */
export function dayBesideMonth(day: number): Part {
  return seq(words('', 'the'), toPart(ordinal(cardinal(day))))
}
