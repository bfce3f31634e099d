import type { Part } from '../say.ts'
import { alt, seq, words } from '../say.ts'
import { cardinal, ordinal, plural, toPart } from './spoken.ts'

/** 1/2 to 19/20 and hundredths, as "two thirds"; undefined for others, which are said as two numbers ("nine eleven"). */
export function fraction(over: number, under: number): Part | undefined {
  if (over < 1 || over >= under || under < 2 || (under > 20 && under !== 100)) return undefined
  const ones = over === 1 ? [words('one', 'a', 'an', '')] : [toPart(cardinal(over))]
  const bare = over === 1 && under !== 2 ? [words('one', 'a', 'an')] : ones
  if (under === 2) return seq(...ones, words('half'))
  const parts = ordinal(cardinal(under))
  const names = toPart(over === 1 ? parts : plural(parts))
  if (under !== 4) return seq(...bare, names)
  // "A quarter mile", "quarter mile".
  return alt(seq(...bare, names), seq(...ones, words(over === 1 ? 'quarter' : 'quarters')))
}

/** "Two and a half"; "two and three quarters". */
export function mixed(wholePart: Part, over: number, under: number): Part | undefined {
  const part = fraction(over, under)
  return part === undefined ? undefined : seq(wholePart, words('and'), part)
}
