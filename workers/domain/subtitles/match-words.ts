/**
 * Finds words that were heard in the words of subtitles, in order: the best local alignment of the two (Smith-Waterman).
 * A wrong, a missing or an added word costs less than a right one is worth, so errors of recognition do not break a match,
 * but the "of the" that any two texts share comes to little.
 */
import { foldWord } from '../text/fold.ts'

const MATCH = 1
const WRONG = -0.6
const GAP = -0.4

/** Pairs of positions, `[in heard, in written]`, of words that are the same. */
export function matchWords(heard: readonly string[], written: readonly string[]): [number, number][] {
  const one = heard.map(plain)
  const other = written.map(plain)
  const width = other.length + 1
  const score = new Float64Array((one.length + 1) * width)
  let best = 0
  for (let i = 1; i <= one.length; i++) {
    for (let j = 1; j <= other.length; j++) {
      const cell = i * width + j
      const diagonal = at(score, cell - width - 1) + (one[i - 1] === other[j - 1] ? MATCH : WRONG)
      score[cell] = Math.max(0, diagonal, at(score, cell - width) + GAP, at(score, cell - 1) + GAP)
      if (at(score, cell) > at(score, best)) best = cell
    }
  }
  const pairs: [number, number][] = []
  for (let cell = best; at(score, cell) > 0;) {
    const [i, j] = [Math.floor(cell / width), cell % width]
    const same = one[i - 1] === other[j - 1]
    if (at(score, cell) === at(score, cell - width - 1) + (same ? MATCH : WRONG)) {
      if (same) pairs.unshift([i - 1, j - 1])
      cell -= width + 1
    } else cell -= at(score, cell) === at(score, cell - width) + GAP ? width : 1
  }
  return pairs
}

const at = (score: Float64Array, cell: number): number => score[cell] ?? 0

const plain = (word: string): string => foldWord(word).replaceAll(/[^\p{L}\p{N}]/gu, '')
