import type { HintKind, UsedHint } from '../../contract/practice.ts'
import type { Grade } from '../grading/grade.ts'
import { scoreOf } from '../grading/score.ts'

/** Points out of 100 for hints about the whole sentence, however often they are taken. */
export const SENTENCE_PRICES = { slower: 2, gaps: 3, count: 4 } as const
/** Shares of one word's points for hints about a word. A word that was shown counts nothing. */
export const WORD_SHARES = { letters: 0.5, word: 1 } as const

/** Whether a hint is about a word, which it is given for, and not about the whole sentence. */
export const isOfWord = (kind: HintKind): kind is keyof typeof WORD_SHARES => kind in WORD_SHARES

/** What the next hint of a kind takes off a score of 100, for a sentence of so many words. */
export function priceOf(kind: HintKind, words: number): number {
  if (isOfWord(kind)) return Math.round((100 * WORD_SHARES[kind]) / Math.max(1, words))
  return SENTENCE_PRICES[kind]
}

/** Whether the hint was taken before: nothing is charged twice. */
export const hasHint = (used: readonly UsedHint[], kind: HintKind, word: number | null): boolean =>
  used.some((hint) => hint.kind === kind && hint.word === word)

export type HintedGrade = Grade & {
  /** Points that hints took off; 0 without any. */
  hintCost: number
}

/**
 * The grade of an attempt with hints taken off. `given` are places of words that were never asked for (cloze): the score
 * is of the others. A word that was shown was not heard, so the attempt is not correct; other hints only cost.
 */
export function gradeWithHints(grade: Grade, hints: readonly UsedHint[], given: readonly number[]): HintedGrade {
  if (hints.length === 0 && given.length === 0) return { ...grade, hintCost: 0 }
  const expected = grade.verdicts.filter((verdict) => verdict.kind !== 'added')
  const notAsked = new Set(given)
  const asked = Math.max(1, expected.length - notAsked.size)
  const raw = scoreOf(grade.verdicts, grade.strictness, notAsked)
  let cost = 0
  for (const kind of ['slower', 'gaps', 'count'] as const) if (hasHint(hints, kind, null)) cost += SENTENCE_PRICES[kind]
  let isShown = false
  for (const place of expected.keys()) {
    // It was shown in another mode, before the cloze gave it to everybody.
    if (notAsked.has(place)) continue
    const shown = hasHint(hints, 'word', place)
    isShown ||= shown
    // A word that is lost already has nothing more to lose.
    if (grade.wordResults[place] !== true) continue
    const share = shown ? WORD_SHARES.word : hasHint(hints, 'letters', place) ? WORD_SHARES.letters : 0
    cost += (100 * share) / asked
  }
  const score = Math.max(0, raw - Math.round(cost))
  return { ...grade, score, isCorrect: grade.isCorrect && !isShown, hintCost: raw - score }
}
