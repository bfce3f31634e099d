import { splitWords } from '../text/words.ts'

/** The letters and digits of a text: case, punctuation, and whether "wood cutters" is one word, are not heard. */
const heard = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** Whether two recognitions of the same sound say the same. */
export function saysTheSame(one: string, other: string): boolean {
  return heard(one) === heard(other)
}

/** Whether `text` says all that `part` says, and something before or after it. */
export function isPartOf(part: string, text: string): boolean {
  const [less, more] = [heard(part), heard(text)]
  return less.length < more.length && (more.startsWith(less) || more.endsWith(less))
}

/**
 * The texts of the two sides of a whole that says the same as both: cut out of the whole, whose capitals and punctuation
 * know the sentence, unless the words are parted in another way there.
 */
export function wordsOfSides(whole: string, first: string, second: string): [string, string] {
  const words = splitWords(whole)
  const count = splitWords(first).length
  const [before, after] = [words.slice(0, count).join(' '), words.slice(count).join(' ')]
  const fits = words.length === count + splitWords(second).length && saysTheSame(before, first)
  return fits ? [before, after] : [first, second]
}
