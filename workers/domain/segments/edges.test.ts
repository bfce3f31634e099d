import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipEndAfter, clipStartBefore, edgesInPause } from './edges.ts'
import { createLevels, LEVEL_STEP_MS, type Levels } from './levels.ts'

/** A recording of stretches of equal loudness: milliseconds and dB. */
function levelsOf(...stretches: [ms: number, level: number][]): Levels {
  const levels = createLevels()
  for (const [ms, level] of stretches) levels.push(Array.from({ length: ms / LEVEL_STEP_MS }, () => level))
  return levels
}

describe('the edges in a pause', () => {
  it('keep 250 ms after the voice and 120 ms before the next', () => {
    const levels = levelsOf([1000, -20], [800, -70], [1000, -20])
    expect(edgesInPause(levels, { startMs: 1000, endMs: 1800 })).toEqual({ clipEndMs: 1250, clipStartMs: 1680 })
  })

  it('are one place in a short pause', () => {
    const levels = levelsOf([1000, -20], [320, -70], [1000, -20])
    const { clipEndMs, clipStartMs } = edgesInPause(levels, { startMs: 1000, endMs: 1320 })
    expect(clipEndMs).toBe(clipStartMs)
    expect(clipStartMs).toBe(1200)
  })

  it('leave a word that dies away, and an "s" before the voice, to their sentences', () => {
    const levels = levelsOf([1000, -20], [96, -45], [512, -70], [96, -42], [1000, -20])
    const { clipEndMs, clipStartMs } = edgesInPause(levels, { startMs: 1000, endMs: 1704 })
    expect(clipEndMs).toBeGreaterThanOrEqual(1096 + 200)
    expect(clipStartMs).toBeLessThanOrEqual(1608 - 100)
  })

  it('do not fall into a breath', () => {
    const levels = levelsOf([1000, -20], [160, -70], [64, -38], [96, -70], [1000, -20])
    const { clipEndMs, clipStartMs } = edgesInPause(levels, { startMs: 1000, endMs: 1320 })
    for (const ms of [clipEndMs, clipStartMs]) expect(ms <= 1160 || ms >= 1224).toBe(true)
  })

  it('are the quietest place where the room is as loud all along', () => {
    const levels = levelsOf([1000, -20], [160, -30], [40, -55], [120, -30], [1000, -20])
    const { clipEndMs } = edgesInPause(levels, { startMs: 1000, endMs: 1320 })
    expect(clipEndMs).toBeGreaterThanOrEqual(1160)
    expect(clipEndMs).toBeLessThanOrEqual(1200)
  })

  it('lie in the pause, the end before the start, whatever is to be heard', () => {
    const level = fc.double({ min: -120, max: 0, noNaN: true })
    const values = fc.array(fc.oneof(level, fc.constant(-Infinity)), { minLength: 40, maxLength: 160 })
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100 }), (all, from, length) => {
        const levels = createLevels()
        levels.push(all)
        const pause = { startMs: from * LEVEL_STEP_MS, endMs: Math.min(from + length, all.length) * LEVEL_STEP_MS }
        const { clipEndMs, clipStartMs } = edgesInPause(levels, pause)
        expect(clipEndMs).toBeGreaterThanOrEqual(pause.startMs)
        expect(clipStartMs).toBeGreaterThanOrEqual(clipEndMs)
        expect(pause.endMs).toBeGreaterThanOrEqual(clipStartMs)
      }),
    )
  })
})

describe('the edges beside a long silence', () => {
  const levels = levelsOf([1000, -70], [48, -40], [952, -20], [48, -45], [2000, -70])

  it('keep what is heard before the voice', () => {
    expect(clipStartBefore(levels, 0, 1048)).toBe(1000 - 120)
    expect(clipStartBefore(levels, 950, 1048)).toBe(950)
  })

  it('keep what is heard after it, and no more than there is', () => {
    expect(clipEndAfter(levels, 2000, 4048)).toBe(2048 + 250)
    expect(clipEndAfter(levels, 2000, 2100)).toBe(2100)
  })
})

it('forgets what is no longer needed, and nothing else', () => {
  const levels = createLevels()
  levels.push(Array.from({ length: 5000 }, (_, i) => i))
  levels.forgetBefore(2000 * LEVEL_STEP_MS)
  expect(levels.between(1000 * LEVEL_STEP_MS, 1010 * LEVEL_STEP_MS)).toEqual([])
  expect(levels.between(2000 * LEVEL_STEP_MS, 2003 * LEVEL_STEP_MS)).toEqual([2000, 2001, 2002])
})
