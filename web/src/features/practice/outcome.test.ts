import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import type { Verdict } from '../../../../workers/domain/grading/verdict.ts'
import { resultOf } from './outcome.ts'

const verdicts: Verdict[] = [
  { kind: 'match', expected: 'The', submitted: 'the' },
  { kind: 'added', expected: null, submitted: 'big' },
  { kind: 'missing', expected: 'cat,', submitted: null },
  { kind: 'typo', expected: 'sat.', submitted: 'satt' },
]

describe('the outcome of a sentence', () => {
  test('counts expected words only, and names the missed ones bare', () => {
    const wordResults = [true, false, false]
    expect(resultOf({ verdicts, wordResults, isCorrect: false }, [])).toEqual({
      heard: 1,
      words: 3,
      isCorrect: false,
      missed: ['cat', 'sat'],
    })
  })

  test('a typo the grade takes is heard, as the page says', () => {
    const grade = gradeAttempt('She walked to the library', 'She walked to the libary', 'lenient')
    expect(resultOf(grade, [])).toEqual({ heard: 5, words: 5, isCorrect: true, missed: [] })
  })

  test('of a cloze is of the words that were asked for', () => {
    const grade = gradeAttempt('And so my fellow Americans', ['And', 'so', 'my', 'yellow', ''])
    expect(resultOf(grade, [0, 1, 2])).toEqual({
      heard: 0,
      words: 2,
      isCorrect: false,
      missed: ['fellow', 'americans'],
    })
  })
})
