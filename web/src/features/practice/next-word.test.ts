import { expect, test } from 'vitest'
import { completedPart, nextWord } from './next-word.ts'

const SAID = 'And so, my fellow Americans: ask not what your country can do for you.'

test.each([
  ['', 0, 'nothing yet'],
  ['and so ', 2, 'two words'],
  ['and my ', 3, 'one left out'],
  ['and so so my ', 3, 'one too many'],
  ['and so my felow ', 4, 'one misspelled'],
  ['and so my fellow americans ask not what your country can do for you ', 13, 'all of it'],
  ['so my fellow americans ask not what your country can do for you ', 0, 'all but the first'],
])('after “%s” comes place %i: %s', (typed, place) => {
  expect(nextWord(SAID, typed)).toBe(place)
})

test('a word that is being typed is not counted', () => {
  expect(completedPart('and so my fel')).toBe('and so my ')
  expect(completedPart('and so　my')).toBe('and so　')
  expect(completedPart('and')).toBe('')
})

test('a sentence without words has no next one, and breaks nothing', () => {
  expect(nextWord('', 'and ')).toBe(0)
})
