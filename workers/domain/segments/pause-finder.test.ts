import fc from 'fast-check'
import { expect, it } from 'vitest'
import { edgesInPause } from './edges.ts'
import { createLevels } from './levels.ts'
import { FRAME_MS } from './limits.ts'
import { createPauseFinder } from './pause-finder.ts'
import { findPauses, type Frame } from './split-run.ts'

const frame = fc
  .tuple(fc.constantFrom(0.05, 0.3, 0.9, 0.99), fc.constantFrom(-70, -60, -40, -20, -15))
  .map(([speech, level]): Frame => ({ speech, level, steps: [level, level, level, level] }))
const stretch = fc.tuple(frame, fc.integer({ min: 1, max: 120 }))

it('finds while the sound comes in what is found in all of it at once, and settles nothing too early', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 30 }), (stretches) => {
      const frames = stretches.flatMap(([value, count]) => Array.from({ length: count }, (): Frame => value))
      const levels = createLevels()
      levels.push(frames.flatMap(({ steps }) => steps))
      const whole = findPauses(frames)
        .map(({ from, to }) => ({ startMs: from * FRAME_MS, endMs: to * FRAME_MS }))
        .map((span) => ({ ...span, ...edgesInPause(levels, span) }))
      const finder = createPauseFinder()
      for (const next of frames) {
        finder.push(next)
        const settledMs = finder.settledMs()
        expect(finder.between(0, Infinity)).toEqual(whole.filter(({ startMs }) => startMs < settledMs))
      }
      finder.end()
      expect(finder.between(0, Infinity)).toEqual(whole)
    }),
    { numRuns: 50 },
  )
})

it('forgets what is told to be over', () => {
  const finder = createPauseFinder()
  for (let i = 0; i < 200; i++)
    finder.push({ speech: i % 20 < 10 ? 0.95 : 0.05, level: -20, steps: [-20, -20, -20, -20] })
  finder.end()
  expect(finder.between(0, Infinity)).toHaveLength(10)
  finder.forgetBefore(3_000)
  expect(finder.between(0, Infinity)[0]?.endMs).toBeGreaterThanOrEqual(3_000)
})
