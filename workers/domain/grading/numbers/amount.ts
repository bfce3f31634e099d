import type { Part } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { inChunks, whole } from './digits.ts'
import { fraction } from './fractions.ts'
import { belowHundred, toPart } from './spoken.ts'

const AS_FRACTION: Readonly<Record<string, readonly [over: number, under: number]>> = {
  '5': [1, 2],
  '25': [1, 4],
  '75': [3, 4],
}

/** A number with its decimals: "three point five", "three and a half", "point two five". `digits` may be empty. */
export function amount(digits: string, decimals: string | undefined): Part {
  const bare = digits.replaceAll(',', '')
  if (decimals === undefined) return whole(bare, digits.includes(','))
  const tails = [inChunks(decimals)]
  if (decimals.length === 2 && !decimals.startsWith('0')) tails.push(toPart(belowHundred(Number(decimals))))
  const isZero = bare === '' || bare === '0'
  const head = isZero ? alt(words(''), whole('0', true)) : whole(bare, bare !== digits)
  const pointed = seq(head, words('point'), alt(...tails))
  const [over, under] = AS_FRACTION[decimals] ?? []
  const part = over === undefined || under === undefined ? undefined : fraction(over, under)
  if (part === undefined) return pointed
  return alt(pointed, isZero ? part : seq(whole(bare, true), words('and'), part))
}
