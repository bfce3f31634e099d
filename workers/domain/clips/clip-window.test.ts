import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutWindow, type EdgeMove, FRAME_MS, joinWindows, moveEdge, moveEdges } from './clip-window.ts'

const F = 192
/** 100 frames from 10 s on, with 20 frames of sound on each side. */
const clip = { startMs: 10_000, endMs: 12_400, clipOffset: 20 * F, clipBytes: 100 * F }
const object = 140 * F

describe('a clip in its object', () => {
  test('moves by whole frames, and a frame that is added plays the time it says', () => {
    const moved = moveEdge(clip, object, 'end', 50)
    expect(moved).toEqual({ ...clip, endMs: 12_448, clipBytes: 102 * F })
  })

  test('moves as far as there is sound', () => {
    expect(moveEdge(clip, object, 'start', -2000)).toMatchObject({ startMs: 9520, clipOffset: 0 })
    expect(moveEdge(clip, object, 'end', 2000)).toMatchObject({ endMs: 12_880, clipBytes: 120 * F })
    expect(moveEdge({ ...clip, clipOffset: 0 }, 100 * F, 'start', -50)).toBeNull()
  })

  test('keeps something to hear', () => {
    expect(moveEdge(clip, object, 'start', 100_000)).toMatchObject({ clipBytes: 10 * F })
    expect(moveEdge({ ...clip, clipBytes: 10 * F }, object, 'end', -50)).toBeNull()
  })

  test('is cut in two that together are it', () => {
    const [first, second] = cutWindow(clip, 11_000) ?? []
    expect(first).toMatchObject({ startMs: 10_000, endMs: 11_008, clipOffset: 20 * F })
    expect(second).toMatchObject({
      startMs: 11_008,
      endMs: 12_400,
      clipOffset: (first?.clipOffset ?? 0) + (first?.clipBytes ?? 0),
    })
    expect((first?.clipBytes ?? 0) + (second?.clipBytes ?? 0)).toBe(clip.clipBytes)
    expect(cutWindow(clip, 10_100)).toBeNull()
  })
})

describe('both edges of a clip', () => {
  const step = fc.integer({ min: -40, max: 40 }).map((steps) => steps * 50)
  const ends = (moves: EdgeMove[]) => moves.at(-1)?.after ?? clip

  test('move by all that was asked for, or not at all', () => {
    const sound = fc.record({ before: fc.nat(70), length: fc.integer({ min: 10, max: 150 }), after: fc.nat(70) })
    fc.assert(
      fc.property(sound, step, step, ({ before, length, after }, startByMs, endByMs) => {
        const window = { startMs: 10_000, endMs: 10_000 + length * 24, clipOffset: before * F, clipBytes: length * F }
        const [start, end] = [Math.round(startByMs / FRAME_MS), Math.round(endByMs / FRAME_MS)]
        const moves = moveEdges(window, (before + length + after) * F, { startByMs, endByMs })
        const isThere = -start <= before && end <= after && length - start + end >= 10
        expect(moves !== null).toBe(isThere)
        if (moves === null) return
        expect(moves.at(-1)?.after ?? window).toEqual({
          startMs: window.startMs + start * FRAME_MS,
          endMs: window.endMs + end * FRAME_MS,
          clipOffset: window.clipOffset + start * F,
          clipBytes: window.clipBytes + (end - start) * F,
        })
        expect(moves.map((move) => move.before)).toEqual([window, ...moves.map((move) => move.after)].slice(0, -1))
      }),
    )
  })

  test('are moved one by one, what makes the clip longer first, and one that stays not at all', () => {
    const edges = (startByMs: number, endByMs: number) =>
      moveEdges(clip, object, { startByMs, endByMs })?.map(({ edge }) => edge)
    expect([edges(-50, -50), edges(50, 50), edges(0, 50), edges(0, 0)]).toEqual([
      ['start', 'end'],
      ['end', 'start'],
      ['end'],
      [],
    ])
    expect(ends(moveEdges(clip, object, { startByMs: 0, endByMs: 0 }) ?? [])).toBe(clip)
  })
})

describe('two neighbours as one', () => {
  const next = (startMs: number) => ({ startMs, endMs: startMs + 2400, clipOffset: 20 * F, clipBytes: 100 * F })
  const frames = (gapMs: number) => joinWindows(clip, object, next(clip.endMs + gapMs)).clipBytes / F

  test('take the sound between them once', () => {
    expect(frames(0)).toBe(200)
    expect(frames(240)).toBe(210)
    expect(frames(960)).toBe(240)
  })

  test('leave out what was not kept of a long silence', () => {
    expect(frames(10_000)).toBe(240)
  })

  test('play what overlaps once', () => {
    expect(frames(-240)).toBe(190)
  })
})
