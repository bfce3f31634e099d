import type { Strictness } from '../grading/strictness.ts'
import { isRight, type Verdict } from '../grading/verdict.ts'
import { bareWord } from '../text/bare-word.ts'

/** A word that was missed is weak until it was heard so many times in a row. */
const TIMES_TO_KNOW = 2

type Try = { verdicts: readonly Verdict[]; strictness: Strictness; given: readonly number[] }

/**
 * The words that a learner has missed and not heard since, bare, those missed last first. `tries` come newest first, of
 * whatever sentences. One without a word handed in says nothing: its learner gave up, or looked at the answer.
 */
export function weakWords(tries: readonly Try[], most: number): string[] {
  const heard = new Map<string, number>()
  const weak = new Set<string>()
  for (const { verdicts, strictness, given } of tries) {
    if (verdicts.every(({ submitted }) => submitted === null)) continue
    const asked = verdicts.filter(({ kind }) => kind !== 'added').filter((_, place) => !given.includes(place))
    for (const verdict of asked) {
      const word = bareWord(verdict.expected ?? '')
      const times = heard.get(word) ?? 0
      if (word === '' || times === TIMES_TO_KNOW) continue
      if (isRight(verdict, strictness)) heard.set(word, times + 1)
      else weak.add(word)
    }
  }
  return [...weak].slice(0, most)
}
