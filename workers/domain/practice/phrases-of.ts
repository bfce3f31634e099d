import { gradeAttempt } from '../grading/grade.ts'
import type { Verdict } from '../grading/verdict.ts'

/** No reading of the grader spans more words: "one hundred and twenty five thousand" and the like. */
const MOST_WORDS = 12

/** Verdicts `first` to `first + length - 1`, which share what was typed for them ("I would" as "I'd"), or one by itself. */
export type VerdictPhrase = { first: number; length: number }

/**
 * The verdicts of a grade, with those that were read as one phrase together. Each of them carries the whole phrase that
 * was typed, and so do neighbours that happen to be mistyped alike, so the grader is asked which it is.
 */
export function phrasesOf(verdicts: readonly Verdict[]): VerdictPhrase[] {
  const phrases: VerdictPhrase[] = []
  for (let first = 0; first < verdicts.length; first += phrases.at(-1)?.length ?? 1) {
    let length = sameTyped(verdicts, first)
    while (length > 1 && !isOnePhrase(verdicts.slice(first, first + length))) length -= 1
    phrases.push({ first, length })
  }
  return phrases
}

/** How many verdicts from `first` on carry the same typed words. */
function sameTyped(verdicts: readonly Verdict[], first: number): number {
  const submitted = verdicts[first]?.submitted ?? null
  if (submitted === null) return 1
  let length = 0
  while (length < MOST_WORDS && isSaid(verdicts[first + length], submitted)) length += 1
  return Math.max(1, length)
}

const isSaid = (verdict: Verdict | undefined, submitted: string): boolean =>
  verdict !== undefined && verdict.expected !== null && verdict.submitted === submitted

function isOnePhrase(verdicts: readonly Verdict[]): boolean {
  const submitted = verdicts[0]?.submitted ?? ''
  const again = gradeAttempt(verdicts.map(({ expected }) => expected).join(' '), submitted).verdicts
  return again.length === verdicts.length && again.every((verdict) => isSaid(verdict, submitted))
}
