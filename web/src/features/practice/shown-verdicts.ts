import type { Verdict } from '../../../../workers/domain/grading/verdict.ts'
import { phrasesOf } from '../../../../workers/domain/practice/phrases-of.ts'
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
