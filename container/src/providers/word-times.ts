import { tokensOf } from '../../../workers/domain/segments/timed-word.ts'
import type { HeardWord } from './provider.ts'

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/**
 * Words of the text, with its punctuation, at the times of `words`, which many providers give bare ("so" for "so,") and
 * cut elsewhere. Both must have the same letters in the same order; null when they have not.
 */
export function withPunctuation(text: string, words: readonly HeardWord[]): HeardWord[] | null {
  const owners = words.flatMap((word) => [...lettersOf(word.text)].map((letter) => ({ letter, word })))
  const timed: HeardWord[] = []
  let at = 0
  for (const token of tokensOf(text)) {
    const letters = [...lettersOf(token)]
    const [first, last] = [owners[at]?.word, owners[at + letters.length - 1]?.word]
    if (!first || !last || letters.some((letter, i) => owners[at + i]?.letter !== letter)) return null
    timed.push({ text: token, startMs: first.startMs, endMs: last.endMs })
    at += letters.length
  }
  return at === owners.length ? timed : null
}

/** Seconds, as most APIs give times, to whole milliseconds. */
export const toMs = (seconds: number): number => Math.round(seconds * 1000)
