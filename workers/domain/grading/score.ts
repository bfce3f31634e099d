import type { Strictness } from './strictness.ts'
import type { Verdict } from './verdict.ts'

/**
 * Words right out of the words said, or of the words typed where those are more. So a word added costs as a wrong one
 * does, and taking a right word away never pays. A typo is half a word, fillers left out or put in are none. 100 is
 * kept for an attempt without fault.
 */
export function scoreOf(verdicts: readonly Verdict[], strictness: Strictness, isCorrect: boolean): number {
  if (isCorrect) return 100
  let said = 0
  let missing = 0
  let added = 0
  let right = 0
  for (const verdict of verdicts) {
    const isSkipped = verdict.acceptedBecause === 'filler' && (verdict.submitted === null || verdict.expected === null)
    if (isSkipped) continue
    if (verdict.kind === 'added') {
      added += 1
      continue
    }
    said += 1
    if (verdict.kind === 'missing') missing += 1
    right += worth(verdict, strictness)
  }
  const all = said + Math.max(0, added - missing)
  return all === 0 ? 0 : Math.min(99, Math.round((100 * right) / all))
}

function worth(verdict: Verdict, strictness: Strictness): number {
  if (verdict.kind === 'match') return 1
  if (verdict.kind === 'typo') return strictness === 'lenient' ? 1 : 0.5
  return verdict.markedBecause === 'homophone' && strictness === 'lenient' ? 0.5 : 0
}
