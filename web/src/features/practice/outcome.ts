import type { Grade } from '../../../../workers/domain/grading/grade.ts'
import { bareWord } from '../../../../workers/domain/text/bare-word.ts'
import type { SentenceResult } from './results-store.ts'

/**
 * What is kept of a grade. Which words count as heard is the grader's to say: lenient, a typo does. `given` are places that
 * were not asked for (cloze).
 */
export function resultOf(
  { verdicts, wordResults, isCorrect }: Pick<Grade, 'verdicts' | 'wordResults' | 'isCorrect'>,
  given: readonly number[],
): SentenceResult {
  const asked = verdicts
    .filter((verdict) => verdict.kind !== 'added')
    .flatMap(({ expected }, place) => (given.includes(place) ? [] : { expected, isHeard: wordResults[place] === true }))
  const missed = asked.filter(({ isHeard }) => !isHeard)
  return {
    heard: asked.length - missed.length,
    words: asked.length,
    isCorrect,
    missed: missed.map(({ expected }) => bareWord(expected ?? '')).filter((word) => word !== ''),
  }
}
