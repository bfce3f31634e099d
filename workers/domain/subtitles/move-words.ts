/**
 * Which side of a cut the words near it belong to, when their times are estimates and both sides have been heard. Of the
 * places near the cut the one is taken at which what is written fits what was heard best.
 */
import { foldWord } from '../text/fold.ts'

/** An estimate is off by this many words at most. */
const REACH_WORDS = 4
/** Recognition errs near an edge, so a place must fit better by so many letters to be taken instead. */
const BETTER_BY = 2
/** And where so much of what is heard is something else, there is nothing to go by. */
const WRONG_SHARE = 1 / 3

/**
 * Number of `words` that belong to the first side, which is `at` as estimated; `heard` is what each side says. A side in
 * which nothing was heard (recognition is poor at very short ones) is left to the other. Null when neither tells.
 */
export function splitByHearing(words: readonly string[], at: number, heard: readonly [string, string]): number | null {
  const [first = '', second = ''] = heard.map(letters)
  let best = at
  const stays = costAt(words, at, first, second)
  let least = stays - BETTER_BY
  for (let to = Math.max(1, at - REACH_WORDS); to <= Math.min(words.length - 1, at + REACH_WORDS); to++) {
    const cost = costAt(words, to, first, second)
    if (cost >= least) continue
    least = cost
    best = to
  }
  const isWrong = (best === at ? stays : least) > (first.length + second.length) * WRONG_SHARE
  return first + second === '' || isWrong ? null : best
}

const letters = (text: string): string => foldWord(text).replaceAll(/[^\p{L}\p{N}]/gu, '')

const costAt = (words: readonly string[], at: number, first: string, second: string): number =>
  distanceTo(first, words.slice(0, at)) + distanceTo(second, words.slice(at))

const distanceTo = (heard: string, words: readonly string[]): number =>
  heard === '' ? 0 : distance(letters(words.join('')), heard)

/** The fewest letters to put in, take out or change (Levenshtein): a misheard word is still mostly right. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i)
  for (let i = 0; i < one.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j++) {
      const change = (row[j] ?? 0) + (one[i] === other[j] ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
