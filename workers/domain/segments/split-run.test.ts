import { describe, expect, it } from 'vitest'
import { FRAME_MS } from './limits.ts'
import type { Piece } from './piece.ts'
import { findPauses, forcedCut, splitRun, type Frame } from './split-run.ts'

const frame = (speech: number, level: number): Frame => ({ speech, level, steps: [level, level, level, level] })
const loud = (frames: number): Frame[] => Array.from({ length: frames }, () => frame(0.99, -20))
const silent = (frames: number): Frame[] => Array.from({ length: frames }, () => frame(0.05, -70))
/** The detector did not let go, but nothing is to be heard. */
const faint = (frames: number): Frame[] => Array.from({ length: frames }, () => frame(0.9, -60))
const edges = (pieces: readonly Piece[]): number[][] => pieces.map(({ startMs, endMs }) => [startMs, endMs])
const seconds = (s: number): number => Math.round((s * 1000) / FRAME_MS)

describe('findPauses', () => {
  it('finds what the detector calls silence and what is far softer than the voice', () => {
    expect(findPauses([...loud(20), ...silent(4), ...loud(20), ...faint(5), ...loud(20)])).toEqual([
      { from: 20, to: 24 },
      { from: 44, to: 49 },
    ])
  })

  it('does not take the closed mouth of a consonant for a pause', () => {
    expect(findPauses([...loud(20), ...silent(2), ...loud(20)])).toEqual([])
  })
})

describe('splitRun', () => {
  it('leaves a run of up to eight seconds whole', () => {
    const run = [...loud(seconds(4)), ...silent(5), ...loud(seconds(3))]
    const pauseMs = 1000 + seconds(4) * FRAME_MS
    expect(splitRun(run, 1000, true)).toEqual([
      {
        startMs: 1000,
        endMs: 1000 + run.length * FRAME_MS,
        pauses: [{ startMs: pauseMs, endMs: pauseMs + 5 * FRAME_MS }],
        cutInSpeech: false,
        weak: false,
      },
    ])
  })

  it('cuts a longer run at its longest pause, and leaves the pause out', () => {
    const run = [...loud(seconds(3)), ...silent(3), ...loud(seconds(2)), ...silent(6), ...loud(seconds(5))]
    const cut = seconds(3) + 3 + seconds(2)
    expect(edges(splitRun(run, 0, true))).toEqual([
      [0, cut * FRAME_MS],
      [(cut + 6) * FRAME_MS, run.length * FRAME_MS],
    ])
  })

  it('cuts at a pause that ends an utterance, however short the sides are', () => {
    const run = [...loud(seconds(1)), ...faint(7), ...loud(seconds(1))]
    expect(splitRun(run, 0, false)).toHaveLength(2)
  })

  it('leaves a long run to its words when it can wait for them', () => {
    const run = [...loud(seconds(5)), ...silent(6), ...loud(seconds(5))]
    expect(splitRun(run, 0, false)).toHaveLength(1)
  })

  it('cuts again what is still too long', () => {
    const run = [...loud(seconds(4)), ...silent(6), ...loud(seconds(4)), ...silent(6), ...loud(seconds(4))]
    expect(splitRun(run, 0, true)).toHaveLength(3)
  })

  it('leaves no piece of less than 1.2 s', () => {
    const run = [...loud(seconds(1)), ...silent(6), ...loud(seconds(8))]
    expect(splitRun(run, 0, true)).toHaveLength(1)
  })

  it('leaves a longer run whole when there is nowhere to cut it', () => {
    expect(splitRun(loud(seconds(12)), 0, true)).toHaveLength(1)
  })
})

describe('forcedCut', () => {
  it('prefers a pause', () => {
    expect(forcedCut([...loud(200), ...silent(4), ...loud(200)])).toEqual({ from: 200, to: 204 })
  })

  it('takes the softest moment of the second half when nobody pauses', () => {
    const run = loud(400).map((frame, i) => ({ ...frame, level: i === 50 || i === 300 ? -30 : -20 }))
    const cut = forcedCut(run)
    expect(cut.from).toBe(cut.to)
    expect(Math.abs(cut.from - 300)).toBeLessThanOrEqual(1)
  })
})
