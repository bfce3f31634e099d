import { gradeAttempt } from './grade.ts'
import type { Strictness } from './strictness.ts'

/**
 * Compares one word of a transcript with what is in its box, for word-by-word practice. All rules of the grader hold,
 * also when the box has several words ("would have" for "would've"); nothing typed is `wrong`. Ask `gradeAttempt` for the
 * reason.
 */
export function checkWord(
  expected: string,
  typed: string,
  strictness: Strictness = 'standard',
): 'match' | 'typo' | 'wrong' {
  const { verdicts } = gradeAttempt(expected, [typed], strictness)
  if (verdicts.every((verdict) => verdict.kind === 'match')) return 'match'
  return verdicts.every((verdict) => verdict.kind === 'match' || verdict.kind === 'typo') ? 'typo' : 'wrong'
}
