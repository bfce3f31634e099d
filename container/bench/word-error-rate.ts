import { foldWord, splitWords } from './fold-words.ts'

/**
 * Word errors of a transcript against what was said: the fewest words to put in, take out or change (Levenshtein), after
 * case, punctuation and numbers are made alike. `rate` is errors per word said.
 */
export function wordErrors(said: string, written: string): { errors: number; words: number; rate: number } {
  const expected = splitWords(said).flatMap(foldWord)
  const actual = splitWords(written).flatMap(foldWord)
  let row = Array.from({ length: actual.length + 1 }, (_, i) => i)
  for (const [i, word] of expected.entries()) {
    const next = [i + 1]
    for (const [j, other] of actual.entries()) {
      const change = (row[j] ?? 0) + (word === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  const errors = row.at(-1) ?? 0
  return { errors, words: expected.length, rate: errors / Math.max(1, expected.length) }
}
