import { describe, expect, test } from 'vitest'
import { askedWords } from './asked-words.ts'

const WORDS = 'The cat’s mother, of course, wasn’t at home.'.split(' ')
const asked = (kind: 'content' | 'function' | 'weak', weak: string[] = []) =>
  [...askedWords(WORDS, kind, new Set(weak))].map((place) => WORDS[place])

describe('a cloze', () => {
  test('asks for words that mean something, or for those that hold them together', () => {
    expect(asked('content')).toEqual(['cat’s', 'mother,', 'course,', 'home.'])
    expect(asked('function')).toEqual(['The', 'of', 'wasn’t', 'at'])
  })

  test('asks for the learner’s own weak words', () => {
    expect(asked('weak', ['mother', 'at'])).toEqual(['mother,', 'at'])
  })

  test('that is gone on with asks for what it asked for', () => {
    expect(askedWords(WORDS, 'weak', new Set(['home']), [0, 1, 3, 4, 5, 6, 7])).toEqual(new Set([2]))
    expect(askedWords(['Of', 'the'], 'weak', new Set(), [0, 1])).toEqual(new Set([1]))
  })

  test('always asks for something', () => {
    expect(asked('weak')).toEqual(['mother,'])
    expect(askedWords(['Of', 'the'], 'content', new Set())).toEqual(new Set([1]))
    expect(askedWords([], 'content', new Set())).toEqual(new Set())
  })
})
