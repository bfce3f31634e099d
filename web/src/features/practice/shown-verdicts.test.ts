import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import type { Verdict } from '../../../../workers/domain/grading/verdict.ts'
import { shownVerdicts } from './shown-verdicts.ts'
import { startTyping, typingReducer } from './typing-state.ts'

const verdicts: Verdict[] = [
  { kind: 'match', expected: 'The', submitted: 'the' },
  { kind: 'added', expected: null, submitted: 'big' },
  { kind: 'missing', expected: 'cat,', submitted: null },
  { kind: 'typo', expected: 'sat.', submitted: 'satt' },
]

describe('verdicts as shown', () => {
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
})
