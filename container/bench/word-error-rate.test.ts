import { expect, it } from 'vitest'
import { wordErrors } from './word-error-rate.ts'

it.each([
  ['Ask not what your country can do.', 'ask not WHAT your country can do', 0],
  ['in the middle of the fifteenth century', 'in the middle of the 15th century', 0],
  ['of about fourteen fifty-five,', 'of about 1455', 0],
  ['and mister john had', 'And Mr. John had', 0],
  ['one two three', 'one three', 1],
  ['one two three', 'one two too three', 1],
  ['one two three', 'one tow three', 1],
  ['one two three', '', 3],
])('%s | %s: %i', (said, written, errors) => {
  expect(wordErrors(said, written).errors).toBe(errors)
})
