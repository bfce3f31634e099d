import { expect, it } from 'vitest'
import { boundaryAfter } from './boundary.ts'

it.each([
  ['yesterday.', 'Then', 'sentence'],
  ['yesterday.”', 'Then', 'sentence'],
  ['what?', 'I', 'sentence'],
  ['Netherlands,', 'by', 'comma'],
  ['times;', 'it', 'clause'],
  ['times', 'it', null],
  ['Mr.', 'Quilter', null],
  ['Dr.', '', null],
  ['J.', 'Smith', null],
  ['I.', 'Then', 'sentence'],
  ['U.S.', 'Army', null],
  ['e.g.', 'this', null],
  ['No.', '5', null],
  ['No.', 'I', 'sentence'],
  ['3.5', 'percent', null],
  ['1455.', 'It', 'sentence'],
  ['well...', 'I', null],
  ['well…', 'I', null],
])('%s %s: %s', (word, next, boundary) => {
  expect(boundaryAfter(word, next)).toBe(boundary)
})
