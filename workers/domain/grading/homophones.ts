import { HOMOPHONES } from './lists/homophone-list.ts'

/**
 * Marks for how a word sounds; two different words that share one sound the same. Listed words ("their", "there"), their
 * regular plurals ("bears", "bares"), and the two endings of "patience" and "patients".
 */
export function soundsOf(word: string): readonly string[] {
  const own = SOUNDS.get(word) ?? NONE
  if (!word.endsWith('s') && !word.endsWith('ce')) return own
  const singular = SOUNDS.get(word.slice(0, -1))
  const plural = singular === undefined ? own : [...own, ...singular.map((sound) => `${sound}s`)]
  return word.length > 5 && /n(?:ce|ts)$/u.test(word) ? [...plural, word.replace(/(?:ce|ts)$/u, '~')] : plural
}

const NONE: readonly string[] = []
const SOUNDS = new Map<string, readonly string[]>()
for (const [index, group] of HOMOPHONES.entries()) {
  for (const word of group.split(' ')) SOUNDS.set(word, [...(SOUNDS.get(word) ?? NONE), String(index)])
}
