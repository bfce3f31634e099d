import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import type { Verdict } from '../../../../workers/domain/grading/verdict.ts'
import { resultOf, shownVerdicts, summarise } from './outcome.ts'
import { startTyping, typingReducer } from './typing-state.ts'

const verdicts: Verdict[] = [
  { kind: 'match', expected: 'The', submitted: 'the' },
  { kind: 'added', expected: null, submitted: 'big' },
  { kind: 'missing', expected: 'cat,', submitted: null },
  { kind: 'typo', expected: 'sat.', submitted: 'satt' },
]

describe('the outcome of a sentence', () => {
  test('counts expected words only, and names the missed ones bare', () => {
    const wordResults = [true, false, false]
    expect(resultOf({ verdicts, wordResults, isCorrect: false })).toEqual({
      heard: 1,
      words: 3,
      isCorrect: false,
      missed: ['cat', 'sat'],
    })
  })

  test('a typo the grade takes is heard, as the page says', () => {
    const grade = gradeAttempt('She walked to the library', 'She walked to the libary', 'lenient')
    expect(resultOf(grade)).toEqual({ heard: 5, words: 5, isCorrect: true, missed: [] })
  })

  test('a word that was shown is called shown, also behind an added one', () => {
    const at1 = typingReducer(startTyping('The cat, sat.'), { type: 'move', to: 1 })
    const state = typingReducer(at1, { type: 'reveal' })
    expect(shownVerdicts(verdicts, state).map(({ kind }) => kind)).toEqual(['match', 'added', 'revealed', 'typo'])
  })

  test('a word that was heard right and spelled as another is called so', () => {
    const homophone: Verdict = { kind: 'wrong', expected: 'there', submitted: 'their', markedBecause: 'homophone' }
    expect(shownVerdicts([homophone], startTyping('there')).map(({ kind }) => kind)).toEqual(['homophone'])
  })

  test('what was typed for a phrase stands beneath its first word only', () => {
    const grade = gradeAttempt('I have a lot', 'I have alot')
    const shown = shownVerdicts(grade.verdicts, startTyping('I have a lot'))
    expect(shown.map(({ submitted, isContinued }) => (isContinued ? null : submitted))).toEqual([
      'I',
      'have',
      'alot',
      null,
    ])
  })

  test('the summary adds up words and puts the most missed first', () => {
    const results = {
      a: { heard: 3, words: 4, isCorrect: false, missed: ['the'] },
      b: { heard: 2, words: 4, isCorrect: false, missed: ['at', 'the'] },
      c: { heard: 2, words: 2, isCorrect: true, missed: [] },
    }
    expect(summarise(results, ['a', 'b', 'c', 'never'])).toEqual({
      heardPercent: 70,
      correct: 1,
      checked: 3,
      missedWords: [
        { word: 'the', times: 2 },
        { word: 'at', times: 1 },
      ],
      missedItemIds: ['a', 'b'],
    })
  })

  test('a set without any attempt is at nought', () => {
    expect(summarise({}, ['a']).heardPercent).toBe(0)
  })
})
