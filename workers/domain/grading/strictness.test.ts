import { describe, expect, it } from 'vitest'
import { checkWord } from './check-word.ts'
import { gradeAttempt } from './grade.ts'

type Row = readonly [said: string, typed: string, strict: number, standard: number, lenient: number]

// The score of one attempt at each level.
const ROWS: readonly Row[] = [
  ['Hello, world.', 'Hello, world.', 100, 100, 100],
  ['Hello, world.', 'hello world', 50, 100, 100],
  ['Hello, world.', 'Hello, world', 75, 100, 100],
  ['Hello, world.', 'Hello, wrold.', 50, 75, 100],
  ["I can't", 'I cant', 50, 75, 100],
  ["We're here", "We're hear", 50, 50, 75],
  ["We're here", 'Were here', 50, 50, 50],
  ["I'd go.", 'I would go.', 100, 100, 100],
  ["I'd go.", 'i would go.', 75, 100, 100],
  ['It is 5.', 'It is five.', 100, 100, 100],
  ['It is 5.', 'It is five', 83, 100, 100],
  ['Twenty dogs', '20 dogs', 100, 100, 100],
  ['“Yes,” he said', '"Yes," he said', 100, 100, 100],
  ['It’s', "It's", 100, 100, 100],
  ['Ｈｉ', 'Hi', 100, 100, 100],
  ["the dog's tail", 'the dogs tail', 83, 100, 100],
  ['Um, yes', 'Yes', 50, 100, 100],
  ['Um, yes', 'yes', 100, 100, 100],
  ["It's OK.", "It's okay.", 100, 100, 100],
  ['Mr. Brown', 'Mister Brown', 100, 100, 100],
  ['Mr. Brown', 'mister Brown', 75, 100, 100],
  ['Fruit, e.g. apples.', 'Fruit, for example apples.', 100, 100, 100],
  ['I like TV.', 'I like tee vee.', 100, 100, 100],
  ['Main St.', 'Main Street', 100, 100, 100],
  ['A vs. B', 'A versus B', 100, 100, 100],
  ['In Jan. then', 'In January then', 100, 100, 100],
  ['See No. 5', 'See number 5', 100, 100, 100],
  ['World War II', 'World War two', 83, 100, 100],
  ["I don't", 'I dont', 50, 75, 100],
  ['I do not', 'I dont', 33, 67, 100],
]

describe('how strictly is marked', () => {
  it.each(ROWS)('%s | %s: %d, %d, %d', (said, typed, ...scores) => {
    const grades = (['strict', 'standard', 'lenient'] as const).map((level) => gradeAttempt(said, typed, level))
    expect(grades.map(({ score }) => score)).toEqual(scores)
    expect(grades.map(({ isCorrect }) => isCorrect)).toEqual(scores.map((score) => score === 100))
  })

  it('counts a misspelled word as heard when lenient, not otherwise', () => {
    expect(gradeAttempt('a language', 'a langauge', 'lenient').wordResults).toEqual([true, true])
    expect(gradeAttempt('a language', 'a langauge').wordResults).toEqual([true, false])
  })

  it('says in strict marking what is wrong with a right word', () => {
    const { verdicts } = gradeAttempt('Hello, World.', 'hello, World', 'strict')
    expect(verdicts).toMatchObject([
      { kind: 'typo', markedBecause: 'case' },
      { kind: 'typo', markedBecause: 'punctuation' },
    ])
  })

  it('holds for single words', () => {
    expect((['strict', 'standard', 'lenient'] as const).map((level) => checkWord("Can't", 'cant', level))).toEqual([
      'wrong',
      'typo',
      'typo',
    ])
  })

  it('forgives no filler to who heard nothing', () => {
    expect(gradeAttempt('Um, yes', '')).toMatchObject({ score: 0, wordResults: [false, false] })
    expect(gradeAttempt('Um', '')).toMatchObject({ score: 0, isCorrect: false })
    expect(gradeAttempt('Um', 'um')).toMatchObject({ score: 100, isCorrect: true })
  })
})
