import { describe, expect, test } from 'vitest'
import { summarise } from './summarise.ts'

const unsolved = (id: string) => ({ id, solved: false, wordCount: 4 })

describe('the summary', () => {
  test('adds up words and puts the most missed first', () => {
    const results = {
      a: { heard: 3, words: 4, isCorrect: false, missed: ['the'] },
      b: { heard: 2, words: 4, isCorrect: false, missed: ['at', 'the'] },
      c: { heard: 2, words: 2, isCorrect: true, missed: [] },
    }
    expect(summarise(results, ['a', 'b', 'c', 'never'].map(unsolved))).toEqual({
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

  test('a sentence that was solved elsewhere, or since, is right and not practised again', () => {
    const wrong = { heard: 3, words: 4, isCorrect: false, missed: ['the'] }
    const items = ['a', 'elsewhere', 'c'].map((id) => ({ id, solved: true, wordCount: 4 }))
    expect(summarise({ a: wrong, c: { ...wrong, wasSolved: true } }, items)).toEqual({
      heardPercent: 92,
      correct: 2,
      checked: 3,
      missedWords: [{ word: 'the', times: 1 }],
      missedItemIds: ['c'],
    })
  })

  test('a set without any attempt is at nought', () => {
    expect(summarise({}, [unsolved('a')]).heardPercent).toBe(0)
  })
})
