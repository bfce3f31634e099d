import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCutter, type Segment } from './cutter.ts'
import { FRAME_MS } from './limits.ts'
import type { Frame } from './split-run.ts'

const frame = (speech: number, level: number): Frame => ({ speech, level, steps: [level, level, level, level] })

/** Speech and silence in turn, in milliseconds, beginning with silence. */
function recording(...lengthsMs: number[]): Frame[] {
  return lengthsMs.flatMap((ms, i) =>
    Array.from({ length: Math.round(ms / FRAME_MS) }, () => (i % 2 === 1 ? frame(0.95, -20) : frame(0.02, -70))),
  )
}

function cut(frames: readonly Frame[]): Segment[] {
  const cutter = createCutter()
  return [...frames.flatMap((frame) => cutter.push(frame)), ...cutter.end()]
}

const near = (segment: Segment | undefined, startMs: number, endMs: number): void => {
  expect(Math.abs((segment?.startMs ?? -1) - startMs)).toBeLessThanOrEqual(2 * FRAME_MS)
  expect(Math.abs((segment?.endMs ?? -1) - endMs)).toBeLessThanOrEqual(2 * FRAME_MS)
}

describe('createCutter', () => {
  it('gives nothing for silence', () => {
    expect(cut(recording(20_000))).toEqual([])
  })

  it('does not take a click for speech', () => {
    expect(cut(recording(1000, 96, 2000))).toEqual([])
  })

  it('cuts at pauses of 300 ms and pads what it cuts', () => {
    const segments = cut(recording(1000, 3000, 1000, 2000, 1000))
    expect(segments).toHaveLength(2)
    near(segments[0], 880, 4250)
    near(segments[1], 4880, 7250)
  })

  it('shares a short pause between its neighbours', () => {
    const [first, second] = cut(recording(500, 3000, 320, 3000, 500))
    expect(first?.endMs).toBeLessThanOrEqual(second?.startMs ?? 0)
    expect(first?.gapAfterMs).toBe(320)
  })

  it('goes over a shorter pause', () => {
    expect(cut(recording(500, 2000, 200, 2000, 500))).toHaveLength(1)
  })

  it('keeps speech at the very start and end of a recording', () => {
    const frames = recording(0, 3000)
    const [segment] = cut(frames)
    expect(segment).toMatchObject({ startMs: 0, endMs: frames.length * FRAME_MS })
  })

  it('lets the first segment go before the recording has ended', () => {
    const cutter = createCutter()
    const released = recording(500, 3000, 1000).flatMap((frame) => cutter.push(frame))
    expect(released).toHaveLength(1)
  })

  it('cuts speech without any pause, and says so', () => {
    const segments = cut(recording(500, 40_000, 500))
    expect(segments.length).toBeGreaterThanOrEqual(3)
    expect(segments.every((segment) => segment.cutInSpeech)).toBe(true)
  })

  it('gives a lone short word enough of the silence around it to be heard', () => {
    const [segment] = cut(recording(1000, 320, 2000))
    expect((segment?.endMs ?? 0) - (segment?.startMs ?? 0)).toBeGreaterThanOrEqual(800)
  })

  it('says where the clips would part in a pause that did not end an utterance', () => {
    const [segment] = cut(recording(500, 2000, 192, 2000, 500))
    const [pause] = segment?.pauses ?? []
    expect(pause?.clipEndMs).toBeGreaterThan(pause?.startMs ?? Infinity)
    expect(pause?.clipStartMs).toBeLessThan(pause?.endMs ?? 0)
  })

  it('keeps every rule on any recording: order, no overlap, at most 14 s, all speech kept', () => {
    const lengths = fc.array(fc.integer({ min: 32, max: 9_000 }), { minLength: 1, maxLength: 24 })
    fc.assert(
      fc.property(lengths, (lengthsMs) => {
        const frames = recording(...lengthsMs)
        const cutter = createCutter()
        const segments: Segment[] = []
        for (const frame of frames) {
          const keepFrom = cutter.keepFromMs()
          const released = cutter.push(frame)
          for (const segment of released) expect(segment.startMs).toBeGreaterThanOrEqual(keepFrom)
          segments.push(...released)
        }
        segments.push(...cutter.end())
        let lastEnd = 0
        for (const segment of segments) {
          expect(segment.startMs).toBeGreaterThanOrEqual(lastEnd)
          expect(segment.startMs).toBeLessThanOrEqual(segment.speech.startMs)
          expect(segment.endMs).toBeGreaterThanOrEqual(segment.speech.endMs)
          expect(segment.endMs - segment.startMs).toBeLessThanOrEqual(14_000)
          lastEnd = segment.endMs
        }
        expect(lastEnd).toBeLessThanOrEqual(frames.length * FRAME_MS)
        // Speech of a quarter of a second or more is in one of the segments.
        frames.forEach((frame, i) => {
          if (
            frame.speech < 0.5 ||
            !frames.slice(Math.max(0, i - 7), i + 1).every((near) => near.speech >= 0.5) ||
            i < 8
          )
            return
          const at = i * FRAME_MS
          expect(segments.some((segment) => segment.startMs <= at && at < segment.endMs)).toBe(true)
        })
      }),
      { numRuns: 200 },
    )
  })
})
