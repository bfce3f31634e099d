import { expect, test } from 'vitest'
import { bareWord } from './bare-word.ts'

test('a word is bare without case, punctuation and curly apostrophes', () => {
  expect(bareWord('“Don’t!”')).toBe("don't")
  expect(bareWord('Café,')).toBe('cafe')
  expect(bareWord('—')).toBe('')
})
