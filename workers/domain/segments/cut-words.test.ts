import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWordCutter, MAX_CLIP_MS, type WordPiece } from './cut-words.ts'
import { FRAME_MS } from './limits.ts'
import { createPauseFinder } from './pause-finder.ts'
import type { Frame } from './split-run.ts'
import type { TimedWord } from './timed-word.ts'

const LOUD: Frame = { speech: 0.95, level: -20, steps: [-20, -20, -20, -20] }
const QUIET: Frame = { speech: 0.02, level: -70, steps: [-70, -70, -70, -70] }
const WORD_MS = 320

/** Speech with the words it says: a word of 320 ms each, and pauses as `[ms]`. */
function spoken(script: string, estimated = false): { frames: Frame[]; words: TimedWord[] } {
  const frames: Frame[] = []
  const words: TimedWord[] = []
  for (const part of script.split(/\s+/u)) {
    const [, pause] = /^\[(\d+)\]$/u.exec(part) ?? []
    const startMs = frames.length * FRAME_MS
    const count = Math.round(Number(pause ?? WORD_MS) / FRAME_MS)
    frames.push(...Array.from({ length: count }, () => (pause ? QUIET : LOUD)))
    if (!pause) words.push({ text: part, startMs, endMs: frames.length * FRAME_MS, estimated })
  }
  return { frames, words }
}

/** Cuts while the sound comes in; the words are known from the beginning. */
function cut({ frames, words }: { frames: readonly Frame[]; words: readonly TimedWord[] }): WordPiece[] {
  const pauses = createPauseFinder()
  const cutter = createWordCutter(pauses)
  cutter.addWords(words)
  const pieces: WordPiece[] = []
  for (const frame of frames) {
    const keepFromMs = cutter.keepFromMs()
    pauses.push(frame)
    const settled = cutter.settled()
    for (const piece of settled) expect(piece.startMs).toBeGreaterThanOrEqual(keepFromMs)
    pieces.push(...settled)
  }
  pauses.end()
  return [...pieces, ...cutter.end(frames.length * FRAME_MS)]
}
const texts = (script: string, estimated = false): string[] => cut(spoken(script, estimated)).map(({ text }) => text)

describe('where a text is cut', () => {
  it.each<[why: string, script: string, pieces: string[]]>([
    [
      'at the ends of sentences',
      '[500] We saw him. [400] Then he ran away. [400] Nobody knew why. [500]',
      ['We saw him.', 'Then he ran away.', 'Nobody knew why.'],
    ],
    [
      'a short answer stays with its neighbour',
      '[500] Yes. [300] I think we should go. [400] It is late now. [500]',
      ['Yes. I think we should go.', 'It is late now.'],
    ],
    ['but not over a long silence', '[500] Yes. [2000] I think we should go. [500]', ['Yes.', 'I think we should go.']],
    [
      'where nobody pauses it is not cut',
      '[500] We saw him. Then he ran away. [500]',
      ['We saw him. Then he ran away.'],
    ],
    [
      'a long sentence at its commas',
      '[500] When the old man came home from the sea, [200] he found that all of his friends were gone. [500]',
      ['When the old man came home from the sea,', 'he found that all of his friends were gone.'],
    ],
    [
      'without punctuation at breaths',
      '[500] so this is what we are going to do [350] we take the first train to the city [500]',
      ['so this is what we are going to do', 'we take the first train to the city'],
    ],
    [
      'not after a word that leads over',
      '[500] so this is what we are going to [350] do now my dear friends [600] over there in the big town [500]',
      ['so this is what we are going to do now my dear friends', 'over there in the big town'],
    ],
    ['not after a title', '[500] I went to see Dr. [300] Brown about it. [500]', ['I went to see Dr. Brown about it.']],
  ])('%s', (_, script, pieces) => {
    expect(texts(script)).toEqual(pieces)
    expect(texts(script, true)).toEqual(pieces)
  })

  it('pads a clip up to its neighbour and not into it', () => {
    const [first, second] = cut(spoken('[1000] We saw him. [320] Then he ran away. [1000]'))
    expect(first).toMatchObject({ startMs: 1000 - 8 - 120, cutInSpeech: false })
    expect(first?.endMs).toBeLessThanOrEqual(second?.startMs ?? 0)
    expect(second?.endMs).toBe(992 + 3 * WORD_MS + 320 + 4 * WORD_MS + 250)
  })

  it('cuts speech that never pauses, because it must, and says so', () => {
    const pieces = cut(spoken(`[500] ${'and so on '.repeat(40)}[500]`))
    expect(pieces.length).toBeGreaterThan(2)
    expect(pieces.every(({ cutInSpeech }) => cutInSpeech)).toBe(true)
  })

  it('leaves out what is said but not written', () => {
    const { frames, words } = spoken(
      '[500] We saw him there. [300] one two three four five six [300] Then he ran away. [500]',
    )
    const written = words.filter(({ text }) => !/^(?:one|two|three|four|five|six)$/u.test(text))
    const [first, second] = cut({ frames, words: written })
    expect([first?.text, second?.text]).toEqual(['We saw him there.', 'Then he ran away.'])
    expect((second?.startMs ?? 0) - (first?.endMs ?? 0)).toBeGreaterThan(6 * WORD_MS)
  })

  it('ends without a word and without a sound', () => {
    expect(cut({ frames: [], words: [] })).toEqual([])
    expect(cut({ frames: [], words: [{ text: 'Hello.', startMs: 0, endMs: 400, estimated: false }] })).toEqual([])
  })

  it('finds the pause of a full stop that the estimate is half a second off', () => {
    const { frames, words } = spoken('[800] We all saw him today. [400] Then he ran far away. [1200]', true)
    for (const shiftMs of [-400, -200, 200, 400]) {
      const shifted = words.map((word) => ({ ...word, startMs: word.startMs + shiftMs, endMs: word.endMs + shiftMs }))
      expect(cut({ frames, words: shifted }).map(({ text }) => text)).toEqual([
        'We all saw him today.',
        'Then he ran far away.',
      ])
    }
  })
})

describe('whatever the words and the sound', () => {
  const word = fc.record({
    text: fc.constantFrom('and', 'people', 'said.', 'then,', 'go;', 'No?', 'extraordinarily', 'I', 'the', 'Dr.'),
    gapMs: fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.nat(900) },
      { weight: 1, arbitrary: fc.integer({ min: -500, max: 9000 }) },
    ),
    lengthMs: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 40, max: 700 }) },
      { weight: 1, arbitrary: fc.nat(30_000) },
    ),
    estimated: fc.boolean(),
  })
  const sound = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 30,
  })

  it('every word comes out once and in order, in clips of at most 14 s that do not overlap', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 80 }), sound, (script, stretches) => {
        let atMs = 0
        const words = script.map(({ text, gapMs, lengthMs, estimated }): TimedWord => {
          const startMs = Math.max(0, atMs + gapMs)
          atMs = startMs + lengthMs
          return { text, startMs, endMs: atMs, estimated }
        })
        const frames = stretches.flatMap(([loud, quiet]) => [
          ...Array.from({ length: loud }, () => LOUD),
          ...Array.from({ length: quiet }, () => QUIET),
        ])
        // As much sound as the words need, also where times that go back are moved on.
        while (frames.length * FRAME_MS < atMs + 30_000 * 10) frames.push(LOUD)
        const pieces = cut({ frames, words })
        expect(pieces.map(({ text }) => text).join(' ')).toBe(words.map(({ text }) => text).join(' '))
        let lastMs = 0
        for (const piece of pieces) {
          expect(piece.startMs).toBeGreaterThanOrEqual(lastMs)
          expect(piece.endMs).toBeGreaterThan(piece.startMs)
          expect(piece.endMs - piece.startMs).toBeLessThanOrEqual(MAX_CLIP_MS)
          lastMs = piece.endMs
        }
        expect(lastMs).toBeLessThanOrEqual(frames.length * FRAME_MS)
      }),
      { numRuns: 100 },
    )
  })

  it('the pieces are the same however the sound comes in', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 40 }), sound, (script, stretches) => {
        let atMs = 0
        const words = script.map(({ text, lengthMs, estimated }): TimedWord => {
          const startMs = atMs
          atMs += Math.min(lengthMs, 1500)
          return { text, startMs, endMs: atMs, estimated }
        })
        const frames = stretches.flatMap(([loud, quiet]) => [
          ...Array.from({ length: loud }, () => LOUD),
          ...Array.from({ length: quiet }, () => QUIET),
        ])
        const pauses = createPauseFinder()
        const cutter = createWordCutter(pauses)
        for (const frame of frames) pauses.push(frame)
        pauses.end()
        cutter.addWords(words)
        expect(cut({ frames, words })).toEqual(cutter.end(frames.length * FRAME_MS))
      }),
      { numRuns: 100 },
    )
  })
})
