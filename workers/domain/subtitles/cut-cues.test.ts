import { describe, expect, it } from 'vitest'
import { FRAME_MS } from '../segments/limits.ts'
import type { Frame } from '../segments/split-run.ts'
import type { Cue } from './cue.ts'
import { createCueCutter, type CueSentence } from './cut-cues.ts'

/** Silence and speech in turn, in milliseconds, beginning with silence. */
const sound = (...lengthsMs: number[]): Frame[] =>
  lengthsMs.flatMap((ms, i) =>
    Array.from({ length: Math.round(ms / FRAME_MS) }, () =>
      i % 2 === 1
        ? { speech: 0.95, level: -20, steps: [-20, -20, -20, -20] }
        : { speech: 0.02, level: -70, steps: [-70, -70, -70, -70] },
    ),
  )
const cue = (startMs: number, endMs: number, text: string, zh?: string): Cue => ({
  startMs,
  endMs,
  text,
  ...(zh && { zh }),
})

function cut(cues: readonly Cue[], frames: readonly Frame[]): CueSentence[] {
  const cutter = createCueCutter(cues)
  const sentences: CueSentence[] = []
  let keptFromMs = 0
  const take = (released: CueSentence[]): void => {
    // What is to come may be thrown away up to there, so nothing may begin before it.
    for (const { startMs } of released) expect(startMs).toBeGreaterThanOrEqual(keptFromMs)
    sentences.push(...released)
    keptFromMs = cutter.keepFromMs()
  }
  for (const frame of frames) take(cutter.push(frame))
  take(cutter.end())
  return sentences
}

describe('sentences from cues', () => {
  it('joins what the cues tear apart, and cuts what one cue holds', () => {
    const cues = [
      cue(1000, 2500, 'We saw him at the'),
      cue(2500, 5500, 'old house. Then he ran'),
      cue(5500, 7000, 'into the dark wood.'),
    ]
    const sentences = cut(cues, sound(1000, 2600, 400, 3000, 1000))
    expect(sentences.map(({ text }) => text)).toEqual([
      'We saw him at the old house.',
      'Then he ran into the dark wood.',
    ])
    expect(sentences).toMatchObject([
      { cutInSpeech: false, confidence: null },
      { cutInSpeech: false, confidence: null },
    ])
  })

  it('gives a sentence the Chinese of the cues it is made of, and none of a cue it has half of', () => {
    const cues = [
      cue(1000, 2000, 'We all saw', '我们'),
      cue(2000, 3000, 'him there today.', '看见了他。'),
      cue(3500, 5500, 'He ran away. Nobody saw', '他跑了，没人'),
      cue(5500, 7000, 'where he went to.', '看见他去哪儿。'),
    ]
    const sentences = cut(cues, sound(1000, 2000, 500, 1100, 400, 2000, 1000))
    expect(sentences.map(({ text, translationZh }) => [text, translationZh])).toEqual([
      ['We all saw him there today.', '我们看见了他。'],
      ['He ran away.', ''],
      ['Nobody saw where he went to.', ''],
    ])
  })

  it('lets the first sentence go long before the recording has ended', () => {
    const cutter = createCueCutter(
      Array.from({ length: 20 }, (_, i) => cue(1000 + i * 3000, 3400 + i * 3000, 'This is one of many sentences.')),
    )
    const frames = sound(...Array.from({ length: 20 }, () => [600, 2400]).flat())
    const first = frames.findIndex((frame) => cutter.push(frame).length > 0)
    expect(first * FRAME_MS).toBeLessThan((frames.length * FRAME_MS) / 2)
  })

  it('waits for the end of a cue that stands for long', () => {
    expect(
      cut([cue(0, 9000, 'Who is it?'), cue(9000, 12_000, 'It is only me.')], sound(100, 900, 8000, 2000, 1000)),
    ).toMatchObject([{ text: 'Who is it?' }, { text: 'It is only me.' }])
  })

  it('gives nothing for cues after the end of the sound', () => {
    expect(cut([cue(90_000, 92_000, 'Nobody hears this now.')], sound(1000, 3000, 1000))).toEqual([])
  })
})
