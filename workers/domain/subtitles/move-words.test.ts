import { expect, it } from 'vitest'
import { splitByHearing } from './move-words.ts'

const WORDS = 'ask not what your country can do for you'.split(' ')

it.each<[why: string, at: number, heard: [string, string], split: number | null]>([
  ['right as it is', 2, ['Ask not', 'what your country can do for you.'], 2],
  ['a word too many', 3, ['Ask not.', 'What your country can do for you?'], 2],
  ['three too few', 1, ['Ask not what your', 'country can do for you'], 4],
  ['with errors of recognition', 3, ['Ask nod', 'What your country kin do for you'], 2],
  ['nothing heard on one side', 3, ['', 'what your country can do for you'], 2],
  ['nothing heard at all', 3, ['', ''], null],
  ['something else heard', 3, ['Nobody knows', 'what this is about'], null],
  ['too far off to be believed', 8, ['Ask not', 'what your country can do for you'], null],
])('%s', (_, at, heard, split) => {
  expect(splitByHearing(WORDS, at, heard)).toBe(split)
})

it('leaves a word on either side', () => {
  expect(splitByHearing(['one', 'another', 'third'], 1, ['one another third', ''])).toBe(2)
  expect(splitByHearing(['one', 'another', 'third'], 2, ['', 'one another third'])).toBe(1)
})
