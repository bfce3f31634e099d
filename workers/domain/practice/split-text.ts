import { isWord } from '../text/words.ts'

/**
 * A transcript cut before its word `at` (1 is after the first word). Punctuation that stands alone stays with the word
 * before it. Null when that leaves one side without a word.
 */
export function splitText(text: string, at: number): [before: string, after: string] | null {
  const pieces = text.split(/\s+/u).filter(Boolean)
  let words = 0
  for (const [index, piece] of pieces.entries()) {
    if (!isWord(piece)) continue
    if (words === at && at > 0) return [pieces.slice(0, index).join(' '), pieces.slice(index).join(' ')]
    words += 1
  }
  return null
}

/**
 * Where in a clip the word `at` begins, as a share of its length, when nothing is known but the letters: longer words take
 * longer, and each has a little of its own.
 */
export function shareBefore(words: readonly string[], at: number): number {
  const weight = (list: readonly string[]): number => list.reduce((sum, word) => sum + word.length + 1.5, 0)
  const all = weight(words)
  return all === 0 ? 0 : weight(words.slice(0, at)) / all
}
