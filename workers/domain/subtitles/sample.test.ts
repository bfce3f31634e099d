import { describe, expect, it } from 'vitest'
import type { Pause, Span } from '../segments/piece.ts'
import { placeWords } from '../segments/place-words.ts'
import type { Cue } from './cue.ts'
import { matchWords } from './match-words.ts'
import { chooseWindows, judgeSubtitles, type HeardWindow } from './sample.ts'

const LINES = [
  'It was a bright cold day in early spring',
  'and all the clocks of the old town were striking',
  'when a tall man in a grey coat came down the hill',
  'carrying nothing but a small wooden box',
  'Nobody in the market had ever seen him before',
  'yet he greeted each of them by name',
  'The baker was the first who dared to speak',
  'What do you carry there, stranger, he asked',
  'Only the weather of tomorrow, said the man',
  'and that is why I keep the lid so tightly shut',
]
/** A line every three seconds, spoken in two and a half. */
const CUES: Cue[] = LINES.map((text, i) => ({ startMs: 1_000 + i * 3_000, endMs: 3_500 + i * 3_000, text }))
const DURATION_MS = 32_000

/** What is heard in the windows of a recording that says the cues' lines, or others, so much later than the cues do. */
function heard(laterMs: number, change: (text: string, line: number) => string = (text) => text): HeardWindow[] {
  const said = CUES.map((cue, i) => ({
    startMs: cue.startMs + laterMs,
    endMs: cue.endMs + laterMs,
    text: change(cue.text, i),
  }))
  const pauses = said.map(({ startMs }): Pause => ({
    startMs: startMs - 500,
    endMs: startMs,
    clipEndMs: 0,
    clipStartMs: 0,
  }))
  return chooseWindows(CUES, DURATION_MS).map((window) => ({
    ...window,
    words: said
      .flatMap((line) => placeWords(line.text, line, [], { startMs: 0, endMs: Infinity }))
      .filter(({ startMs, endMs }) => startMs >= window.startMs && endMs <= window.endMs),
    pauses: pauses.filter(({ startMs, endMs }) => endMs > window.startMs && startMs < window.endMs),
  }))
}

describe('chooseWindows', () => {
  it.each<[what: string, cues: Cue[], durationMs: number, count: number]>([
    [
      'a long recording',
      Array.from({ length: 200 }, (_, i) => ({ startMs: i * 3000, endMs: i * 3000 + 2500, text: 'x' })),
      600_000,
      5,
    ],
    ['a short one', CUES, DURATION_MS, 3],
    ['one line', CUES.slice(0, 1), 4_000, 1],
    ['no line', [], 60_000, 0],
  ])('%s', (_, cues, durationMs, count) => {
    const windows = chooseWindows(cues, durationMs)
    expect(windows).toHaveLength(count)
    windows.forEach((window: Span, i) => {
      expect(window.startMs).toBeGreaterThanOrEqual(windows[i - 1]?.endMs ?? 0)
      expect(window.endMs).toBeLessThanOrEqual(durationMs)
      expect(window.endMs - window.startMs).toBeLessThanOrEqual(10_000)
    })
  })
})

describe('judgeSubtitles', () => {
  it.each([0, 100, -200])('takes cues that are %i ms early as they are', (laterMs) => {
    expect(judgeSubtitles(CUES, heard(laterMs))).toEqual({ fits: true, shiftMs: 0 })
  })

  it.each([600, -900, 3_300, -2_500, 5_000])('finds a shift of %i ms to a twentieth of a second', (laterMs) => {
    const judgement = judgeSubtitles(CUES, heard(laterMs))
    expect(judgement.fits && Math.abs(judgement.shiftMs - laterMs)).toBeLessThanOrEqual(50)
  })

  it('bears errors of recognition, and a line that is not said', () => {
    const misheard = (text: string, line: number): string =>
      line === 4 ? '' : text.replace(/\b(?:tall|spring|name|weather|box)\b/gu, 'uh').replace('the old', 'old')
    expect(judgeSubtitles(CUES, heard(0, misheard))).toEqual({ fits: true, shiftMs: 0 })
  })

  it.each<[why: string, windows: HeardWindow[]]>([
    ['nothing_heard', heard(0, () => '')],
    ['nothing_heard', []],
    [
      'other_words',
      heard(
        0,
        (_, line) => `She told me that this is the ${['best', 'worst', 'last'][line % 3]} of the trains to the city`,
      ),
    ],
    ['other_words', heard(20_000)],
  ])('refuses them: %s', (why, windows) => {
    expect(judgeSubtitles(CUES, windows)).toEqual({ fits: false, why })
  })

  it('refuses times that run faster than the sound', () => {
    const faster = CUES.map((cue) => ({ ...cue, startMs: cue.startMs * 0.7, endMs: cue.endMs * 0.7 }))
    expect(judgeSubtitles(faster, heard(0))).toEqual({ fits: false, why: 'other_times' })
  })
})

describe('matchWords', () => {
  it.each<[heard: string, written: string, pairs: [number, number][]]>([
    [
      'the old town',
      'of The old, town.',
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      'a grey big coat',
      'a grey coat',
      [
        [0, 0],
        [1, 1],
        [3, 2],
      ],
    ],
    [
      'one two six four',
      'one two three four',
      [
        [0, 0],
        [1, 1],
        [3, 3],
      ],
    ],
    ['town old the', 'the old town', [[0, 2]]],
    ['', 'the old town', []],
  ])('%s / %s', (heard, written, pairs) => {
    expect(matchWords(heard.split(' ').filter(Boolean), written.split(' '))).toEqual(pairs)
  })
})
