import { describe, expect, it } from 'vitest'
import { joinSentences, mayJoin, shouldJoin, type Sentence } from './sentence.ts'

const sentence = (text: string, startMs: number, endMs: number, gapAfterMs: number | null = 400): Sentence => ({
  startMs,
  endMs,
  text,
  confidence: 0.9,
  repetition: false,
  cutInSpeech: false,
  gapAfterMs,
  rereadDiffers: false,
})

describe('shouldJoin', () => {
  it.each([
    ['I went to the', 'market yesterday.', true],
    ['I went there.', 'then I came home.', false],
    ['I went there,', 'Then I came home.', false],
    ['He said to me', '“come with me now.”', true],
    ['One.', 'From fairest creatures we desire increase.', true],
    ['That was the end of it.', 'Thank you.', true],
    ['One two three four five six seven eight', 'nine ten eleven twelve thirteen.', false],
  ])('%s | %s: %s', (first, second, joined) => {
    expect(shouldJoin(sentence(first, 0, 2000), sentence(second, 2400, 4400))).toBe(joined)
  })

  it('leaves what is far apart or would be too long', () => {
    expect(shouldJoin(sentence('I went to the', 0, 2000, 900), sentence('market.', 2900, 4000))).toBe(false)
    expect(shouldJoin(sentence('I went to the', 0, 2000, null), sentence('market.', 2400, 4000))).toBe(false)
    expect(shouldJoin(sentence('I went to the', 0, 5000), sentence('old market yesterday.', 5400, 8400))).toBe(false)
  })
})

describe('mayJoin', () => {
  const whole = sentence('I went to the market yesterday.', 0, 3000)

  it('never says no where the words would say join', () => {
    const torn = sentence('I went to the', 0, 2000)
    expect(mayJoin(torn, { startMs: 2400, endMs: 4400 })).toBe(true)
    expect(mayJoin(sentence('One.', 0, 700), { startMs: 1100, endMs: 4000 })).toBe(true)
  })

  it('lets a whole sentence go without waiting for a whole sentence', () => {
    expect(mayJoin(whole, { startMs: 3400, endMs: 6000 })).toBe(false)
  })

  it('waits for a short neighbour that may be a fragment', () => {
    expect(mayJoin(whole, { startMs: 3400, endMs: 4200 })).toBe(true)
  })
})

describe('joinSentences', () => {
  it('spans both, and doubts what either doubts', () => {
    const second = { ...sentence('market.', 2400, 3000, null), confidence: 0.5, repetition: true }
    expect(joinSentences(sentence('I went to the', 0, 2000), second)).toEqual({
      startMs: 0,
      endMs: 3000,
      text: 'I went to the market.',
      confidence: (0.9 * 4 + 0.5) / 5,
      repetition: true,
      cutInSpeech: false,
      gapAfterMs: null,
      rereadDiffers: false,
    })
  })
})
