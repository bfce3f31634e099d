import { describe, expect, test } from 'vitest'
import { type EdgeDraft, isMoved, lengths, moveOn, stepBack, UNMOVED } from './edge-draft.ts'

const FRAME = 192
/** 100 frames of 24 ms, with 240 ms of sound before and 96 after. */
const clip = {
  startMs: 1000,
  endMs: 3400,
  clipOffset: 10 * FRAME,
  clipBytes: 100 * FRAME,
  clipObjectBytes: 114 * FRAME,
}

const through = (...steps: ['start' | 'end', number][]): EdgeDraft =>
  steps.reduce((draft, [edge, byMs]) => moveOn(clip, draft, edge, byMs) ?? draft, UNMOVED)

describe('a draft of edges', () => {
  test('adds up steps, goes back through them, and is nothing new at its beginning', () => {
    const draft = through(['start', -50], ['start', -50], ['end', 50])
    expect(draft.shifts).toEqual({ startByMs: -100, endByMs: 50 })
    expect(stepBack(draft).shifts).toEqual({ startByMs: -100, endByMs: 0 })
    expect(stepBack(stepBack(stepBack(draft)))).toEqual(UNMOVED)
    expect(stepBack(UNMOVED)).toEqual(UNMOVED)
  })

  test('is moved as long as an edge is elsewhere', () => {
    expect(isMoved(UNMOVED.shifts)).toBe(false)
    expect(isMoved(through(['end', 50]).shifts)).toBe(true)
    expect(isMoved(through(['end', 50], ['end', -50]).shifts)).toBe(false)
  })

  test('ends where the sound does, and where nearly nothing would be left', () => {
    expect(moveOn(clip, through(['start', -250]), 'start', -50)).toBeNull()
    expect(moveOn(clip, through(['end', 50], ['end', 50]), 'end', 50)).toBeNull()
    expect(moveOn(clip, through(['start', 1100]), 'end', -1100)).toBeNull()
  })

  test('ends where one change may, however much sound there is', () => {
    const long = { ...clip, clipBytes: 1000 * FRAME, clipObjectBytes: 2000 * FRAME }
    expect(moveOn(long, { ...UNMOVED, shifts: { startByMs: 0, endByMs: 1950 } }, 'end', 50)).not.toBeNull()
    expect(moveOn(long, { ...UNMOVED, shifts: { startByMs: 0, endByMs: 2000 } }, 'end', 50)).toBeNull()
  })

  test('says how long the clip was and would be, in whole frames', () => {
    expect(lengths(clip, UNMOVED.shifts)).toEqual({ wasMs: 2400, nowMs: 2400 })
    expect(lengths(clip, { startByMs: -50, endByMs: 50 })).toEqual({ wasMs: 2400, nowMs: 2496 })
  })
})
