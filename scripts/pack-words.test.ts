import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { isListed } from '../workers/domain/grading/lists/common-words.ts'
import { ROOT } from './lib/settings.ts'

const text = await readFile(`${ROOT}/workers/domain/grading/lists/common-words.txt`, 'utf8')
const words = text.replaceAll(/^#.*$/gmu, '').trim().split(/\s+/u)

it('every word of the list that people read is known', () => {
  expect(words.length).toBeGreaterThan(5000)
  expect(words.filter((word) => !isListed(word))).toEqual([])
})

it('hardly any other string is taken for a word', () => {
  const others = words.map((word) => `${word}q${word}`)
  expect(others.filter(isListed).length).toBeLessThan(others.length / 100)
})
