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
    ['Printing,', 'In the only sense with which we are concerned.', true],
    ['He went home and slept,', 'you know,', true],
    ['One.', 'From fairest creatures we desire increase.', false],
    ['That was the end of it.', 'Thank you.', false],
    ['That was, in short, the end of it,', 'Thank you.', false],
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

describe('a fragment between two sentences', () => {
  it('goes to the nearer one', () => {
    const before = sentence('He went home and slept,', 0, 2000, 400)
    expect(shouldJoin(before, sentence('You know,', 2400, 3400, 300))).toBe(false)
    expect(shouldJoin(before, sentence('You know,', 2400, 3400, 500))).toBe(true)
  })

  it('is joined whatever it says when it is too short to hear', () => {
    expect(shouldJoin(sentence('No.', 0, 500), sentence('I do not think so.', 900, 2400))).toBe(true)
    expect(shouldJoin(sentence('I do not think so.', 0, 2000), sentence('No.', 2400, 2900, null))).toBe(true)
  })
})

describe('mayJoin', () => {
  const whole = sentence('I went to the market yesterday.', 0, 3000)

  it('never says no where the words would say join', () => {
    const torn = sentence('I went to the', 0, 2000)
    expect(mayJoin(torn, { startMs: 2400, endMs: 4400 })).toBe(true)
    expect(mayJoin(sentence('Printing,', 0, 1000), { startMs: 1400, endMs: 4000 })).toBe(true)
  })

  it('lets a whole sentence go without waiting for a whole sentence', () => {
    expect(mayJoin(whole, { startMs: 3400, endMs: 6000 })).toBe(false)
  })

  it('waits for a neighbour that is too short to stand alone', () => {
    expect(mayJoin(whole, { startMs: 3400, endMs: 4200 })).toBe(true)
    expect(mayJoin(whole, { startMs: 3400, endMs: 4300 })).toBe(false)
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
