import { describe, expect, test } from 'vitest'
import { gradeAttempt } from '../grading/grade.ts'
import { correctKey } from './correct-key.ts'
import { gradeWithHints, priceOf } from './hints.ts'
import { shareBefore, splitText } from './split-text.ts'

describe('the price of hints', () => {
  const grade = gradeAttempt('one two three four', 'one two three four')

  test('climbs with what a hint gives away', () => {
    const prices = (['slower', 'gaps', 'count', 'letters', 'word'] as const).map((kind) => priceOf(kind, 8))
    expect(prices).toEqual(prices.toSorted((a, b) => a - b))
  })

  test('is charged once, whatever was asked twice', () => {
    const twice = [
      { kind: 'slower', word: null },
      { kind: 'slower', word: null },
      { kind: 'letters', word: 1 },
      { kind: 'letters', word: 1 },
    ] as const
    expect(gradeWithHints(grade, twice, [])).toMatchObject({ score: 85, hintCost: 15, isCorrect: true })
  })

  test('of a word that is lost anyway is nothing', () => {
    const lost = gradeAttempt('one two three four', 'one  three four')
    expect(gradeWithHints(lost, [{ kind: 'word', word: 1 }], [])).toMatchObject({
      score: 75,
      hintCost: 0,
      isCorrect: false,
    })
  })

  test('of a typo that counts as right is that of the word', () => {
    const words = 'they walked together home'
    const lenient = gradeAttempt(words, 'they walked togehter home', 'lenient')
    expect(lenient.verdicts[2]?.kind).toBe('typo')
    const hints = [{ kind: 'letters', word: 2 }] as const
    expect(gradeWithHints(lenient, hints, [])).toMatchObject({ score: 87, hintCost: 13, isCorrect: true })
  })

  test('is nothing for a word that is not asked for', () => {
    const hints = [{ kind: 'word', word: 0 }] as const
    const right = gradeAttempt('so my fellow', 'so my fellow')
    expect(gradeWithHints(right, hints, [0, 1])).toMatchObject({ score: 100, hintCost: 0, isCorrect: true })
    expect(gradeWithHints(right, hints, [1])).toMatchObject({ score: 50, isCorrect: false })
  })

  test('never takes a score below 0', () => {
    const hints = [0, 1, 2, 3].map((word) => ({ kind: 'word' as const, word }))
    expect(gradeWithHints(grade, [...hints, { kind: 'count', word: null }], []).score).toBe(0)
  })
})

describe('splitting a text', () => {
  test('takes punctuation that stands alone with the word before it', () => {
    expect(splitText('Well – come in!', 1)).toEqual(['Well –', 'come in!'])
  })

  test('leaves a word on both sides', () => {
    for (const at of [0, 3, 9]) expect(splitText('Well – come in!', at)).toBeNull()
  })

  test('takes longer words for longer', () => {
    expect(shareBefore(['a', 'extraordinarily'], 1)).toBeLessThan(0.2)
    expect(shareBefore([], 0)).toBe(0)
  })
})

describe('correcting the key', () => {
  const correct = (key: string, typed: string[], at: number) => correctKey(gradeAttempt(key, typed).verdicts, at)

  test('replaces a word and keeps what stood around it', () => {
    expect(correct('“Their,” he said.', ['cats', 'he', 'said'], 0)).toBe('“Cats,” he said.')
  })

  test('drops a word that was not said', () => {
    expect(correct('It is very late.', ['it', 'is', '', 'late'], 2)).toBe('It is late.')
  })

  test('adds a word that was', () => {
    expect(correct('It is late.', ['it', 'is', 'dinosaur', 'late'], 2)).toBe('It is dinosaur late.')
  })

  test('replaces a phrase as a whole, at whichever of its words it is disputed', () => {
    for (const at of [2, 3]) expect(correct('I have a lot, too.', ['I have alot too'], at)).toBe('I have alot, too.')
    expect(correct('It may be late.', ['it maybe late'], 2)).toBe('It maybe late.')
    expect(correct('A lot a lot', ['alot alot'], 3)).toBe('A lot alot')
  })

  test('takes neighbours that were mistyped alike one by one', () => {
    expect(correct('The the cat', ['teh teh cat'], 1)).toBe('The teh cat')
  })

  test('has nothing to say of a word that was right, or that would leave nothing', () => {
    expect(correct('It is late.', ['it', 'is', 'late'], 1)).toBeNull()
    expect(correct('Late.', [''], 0)).toBeNull()
  })
})
