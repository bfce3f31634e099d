import { describe, expect, test } from 'vitest'
import { bandOf, invertCedict, wordOfGloss } from './invert-cedict.ts'
import { loadDictionary } from './dictionary-plugin.ts'

describe('a gloss', () => {
  test('stands for the one word it is, without its article', () => {
    expect(wordOfGloss('to forge')).toEqual({ word: 'forge', plain: 1 })
    expect(wordOfGloss('apple (fruit)')).toEqual({ word: 'apple', plain: 0.6 })
  })

  test('that is a phrase or a note stands for none', () => {
    for (const gloss of ['cooked books', 'variant', 'surname Li', 'see 甲']) expect(wordOfGloss(gloss)).toBeNull()
  })
})

describe('the dictionary', () => {
  test('leads from English to Chinese, the plainest and most used first, without names', () => {
    const inverted = invertCedict(
      [
        ['蘋果', '苹果', 'ping2 guo3', ['apple'], [], []],
        ['蘋果汁', '苹果汁', 'ping2 guo3 zhi1', ['apple juice'], [], []],
        ['柰', '柰', 'nai4', ['crab-apple', 'apple'], [], []],
        ['安普', '安普', 'An1 pu3', ['apple'], [], []],
      ],
      new Map([['apple', 1500]]),
    )
    expect(inverted.get('apple')).toEqual({ band: 2, chinese: ['苹果', '柰'] })
  })

  test('says how common a word is', () => {
    expect([0, 999, 1000, 5999, 50_000].map(bandOf)).toEqual([1, 1, 2, 3, 5])
  })

  test('knows what learners ask for', async () => {
    const dictionary = await loadDictionary()
    expect(dictionary.get('country')?.chinese).toContain('国家')
    expect(dictionary.get('weather')?.chinese).toContain('天气')
    expect(dictionary.get('beautiful')?.chinese).toContain('美丽')
    expect(dictionary.get('the')?.band).toBe(1)
    expect(dictionary.size).toBeGreaterThan(15_000)
  })
})
