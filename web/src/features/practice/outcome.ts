import type { Grade } from '../../../../workers/domain/grading/grade.ts'
import type { Verdict } from '../../../../workers/domain/grading/verdict.ts'
import { phrasesOf } from '../../../../workers/domain/practice/phrases-of.ts'
import { bareWord } from '../../../../workers/domain/text/bare-word.ts'
import type { SentenceResult, SetResults } from './results-store.ts'
import type { TypingState } from './typing-state.ts'

/**
 * A verdict as shown: a word the learner had shown to them is named as such instead of missing, and one that was heard
 * right but spelled as another word instead of wrong.
 */
export type ShownVerdict = Omit<Verdict, 'kind'> & {
  kind: Verdict['kind'] | 'revealed' | 'homophone'
  /** A later word of a phrase: what was typed for it stands beneath its first word. */
  isContinued: boolean
}

export function shownVerdicts(verdicts: readonly Verdict[], state: TypingState): ShownVerdict[] {
  const firsts = new Set(phrasesOf(verdicts).map(({ first }) => first))
  let at = -1
  return verdicts.map((verdict, index): ShownVerdict => {
    if (verdict.kind !== 'added') at += 1
    const shown = { ...verdict, isContinued: !firsts.has(index) }
    if (verdict.kind === 'missing' && state.slots[at]?.verdict === 'revealed') return { ...shown, kind: 'revealed' }
    return verdict.markedBecause === 'homophone' ? { ...shown, kind: 'homophone' } : shown
  })
}

/** What is kept of a grade. Which words count as heard is the grader's to say: lenient, a typo does. */
export function resultOf({
  verdicts,
  wordResults,
  isCorrect,
}: Pick<Grade, 'verdicts' | 'wordResults' | 'isCorrect'>): SentenceResult {
  const missed = verdicts
    .filter((verdict) => verdict.kind !== 'added')
    .filter((_, place) => wordResults[place] !== true)
  return {
    heard: wordResults.length - missed.length,
    words: wordResults.length,
    isCorrect,
    missed: missed.map((verdict) => bareWord(verdict.expected ?? '')).filter((word) => word !== ''),
  }
}

export type Summary = {
  /** 0 to 100, of the words in sentences that were checked. */
  heardPercent: number
  correct: number
  checked: number
  /** Most often missed first, at most a dozen. */
  missedWords: { word: string; times: number }[]
  missedItemIds: string[]
}

export function summarise(results: SetResults, itemIds: readonly string[]): Summary {
  const checked = itemIds.flatMap((id) => {
    const result = results[id]
    return result === undefined ? [] : [{ id, result }]
  })
  const words = checked.reduce((sum, { result }) => sum + result.words, 0)
  const heard = checked.reduce((sum, { result }) => sum + result.heard, 0)
  const times = new Map<string, number>()
  for (const { result } of checked) for (const word of result.missed) times.set(word, (times.get(word) ?? 0) + 1)
  return {
    heardPercent: words === 0 ? 0 : Math.round((heard / words) * 100),
    correct: checked.filter(({ result }) => result.isCorrect).length,
    checked: checked.length,
    missedWords: [...times]
      .map(([word, count]) => ({ word, times: count }))
      .toSorted((a, b) => b.times - a.times || a.word.localeCompare(b.word))
      .slice(0, 12),
    missedItemIds: checked.filter(({ result }) => !result.isCorrect).map(({ id }) => id),
  }
}
