import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../grading/grade.ts'
import type { Strictness } from '../grading/strictness.ts'
import { weakWords } from './weak-words.ts'

const attempt = (said: string, typed: string, given: number[] = [], strictness: Strictness = 'standard') => ({
  ...gradeAttempt(said, typed, strictness),
  given,
})
const SAID = 'The cat, sat.'

describe('weak words', () => {
  test('are those that were missed, in whatever sentence, the last ones first', () => {
    const tries = [attempt('A dog sat there', 'a dog there'), attempt(SAID, 'the cut sat')]
    expect(weakWords(tries, 10)).toEqual(['sat', 'cat'])
    expect(weakWords(tries, 1)).toEqual(['sat'])
  })

  test('are known again when they were heard twice in a row, and weak again when missed once more', () => {
    const [right, wrong] = [attempt(SAID, 'the cat sat'), attempt(SAID, 'the cut sat')]
    expect(weakWords([right, wrong], 10)).toEqual(['cat'])
    expect(weakWords([right, right, wrong], 10)).toEqual([])
    expect(weakWords([wrong, right, right, wrong], 10)).toEqual(['cat'])
  })

  test('are none that a cloze gave, and none of a try without a word', () => {
    expect(weakWords([attempt(SAID, 'the sat', [1])], 10)).toEqual([])
    expect(weakWords([attempt(SAID, '')], 10)).toEqual([])
  })

  test('are not misspelled, to who does not mind', () => {
    const typo = 'they walked togehter'
    expect(weakWords([attempt('they walked together', typo)], 10)).toEqual(['together'])
    expect(weakWords([attempt('they walked together', typo, [], 'lenient')], 10)).toEqual([])
  })
})
