import type { Part } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { belowHundred, cardinal, toPart, ZERO } from './spoken.ts'

/** The ways to say a time: "three thirty", "half past three", "quarter to four", "eight hundred hours". */
export function clock(hour: number, minute: number, startsWithZero: boolean): Part {
  const hours = toPart(cardinal(hour))
  const said = startsWithZero ? alt(hours, seq(words(...ZERO), hours)) : hours
  if (minute === 0) return seq(said, words('', "o'clock", 'o clock', 'hundred', 'hundred hours'))
  const minutes = toPart(belowHundred(minute))
  const digital = seq(said, minute < 10 ? seq(words(...ZERO), minutes) : minutes)
  if (hour < 1 || hour > 12) return digital
  return minute <= 30
    ? alt(digital, seq(minutesOf(minute), words('past', 'after'), hours))
    : alt(digital, seq(minutesOf(60 - minute), words('to', 'of', 'till', 'before'), toPart(cardinal((hour % 12) + 1))))
}

function minutesOf(minute: number): Part {
  const counted = seq(toPart(belowHundred(minute)), words('', minute === 1 ? 'minute' : 'minutes'))
  if (minute === 15) return alt(counted, words('quarter', 'a quarter'))
  return minute === 30 ? alt(counted, words('half')) : counted
}
