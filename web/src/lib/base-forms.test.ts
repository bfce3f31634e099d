import { expect, test } from 'vitest'
import { baseForms } from './base-forms.ts'

test.each([
  ['countries', 'country'],
  ['boxes', 'box'],
  ['cats', 'cat'],
  ['tried', 'try'],
  ['running', 'run'],
  ['making', 'make'],
  ['walked', 'walk'],
  ['bigger', 'big'],
  ['happily', 'happy'],
  ['went', 'go'],
  ['children', 'child'],
  ["country's", 'country'],
  ["couldn't", 'could'],
])('%s may be a form of %s', (word, base) => {
  expect(baseForms(word)).toContain(base)
})

test('a basic form is a form of nothing else that is it', () => {
  expect(baseForms('cat')).toEqual([])
})
