import type { Part, Say } from '../say.ts'
import { alt, words } from '../say.ts'
import type { Slots } from './spoken.ts'
import { belowHundred, cardinal, digitNames, inPairs, toPart } from './spoken.ts'

/** Nobody says longer ones as one number. */
const MOST_DIGITS = 15
/** Longer runs are read digit by digit only. */
const LONGEST_IN_CHUNKS = 24

/** The ways to say a run of digits as a number. `grouped` ones ("1,999") are no years, but may be "fifteen hundred". */
export function wholeForms(digits: string, grouped: boolean): readonly Slots[] {
  if (digits.length > MOST_DIGITS || (digits.startsWith('0') && digits !== '0')) return []
  const value = Number(digits)
  if (digits.length < 3 || digits.length > 4) return [cardinal(value)]
  return [cardinal(value), ...inPairs(value).filter((form) => !grouped || form.some(([word]) => word === 'hundred'))]
}

/** A run of digits, as a number or bit by bit. */
export function whole(digits: string, grouped: boolean): Part {
  const forms = wholeForms(digits, grouped).map(toPart)
  return grouped || digits.length === 1 ? alt(...forms) : alt(...forms, inChunks(digits))
}

/**
 * Digits as in a telephone number: one by one, in twos, "double five", "triple seven", mixed at will. "Twenty" is never
 * followed by a single digit, because "twenty five" is heard as 25.
 */
export function inChunks(digits: string): Part {
  return (next) => {
    const after: Array<Say['next']> = []
    const afterTens: Array<Say['next']> = []
    after[digits.length] = next
    afterTens[digits.length] = next
    for (let at = digits.length - 1; at >= 0; at -= 1) {
      const digit = digits[at] ?? ''
      const names = digitNames(digit)
      const single = words(...names)(after[at + 1] ?? null)
      const longer: Say[] = []
      if (digits.length <= LONGEST_IN_CHUNKS) {
        const value = Number(digits.slice(at, at + 2))
        if (digit !== '0' && at + 2 <= digits.length) {
          longer.push(
            ...toPart(belowHundred(value))((value >= 20 && value % 10 === 0 ? afterTens : after)[at + 2] ?? null),
          )
        }
        for (const [length, name] of [
          [2, 'double'],
          [3, 'triple'],
        ] as const) {
          const same = digits.slice(at, at + length) === digit.repeat(length)
          if (same) longer.push(...words(...names.map((each) => `${name} ${each}`))(after[at + length] ?? null))
        }
      }
      after[at] = [...single, ...longer]
      afterTens[at] = digit === '0' ? [...single, ...longer] : longer
    }
    return after[0] ?? []
  }
}
