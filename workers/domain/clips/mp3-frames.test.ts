import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FRAME_BYTES, framesFor, isFrameStart, spanOf } from './mp3-frames.ts'

/** 576 samples at 24 kHz. */
const FRAME_MS = 24

it('has frames of a whole number of bytes', () => {
  expect(FRAME_BYTES).toBe(192)
})

it('plays what was asked for, to a frame, and never reaches into a neighbour', () => {
  const times = fc.tuple(
    fc.nat(3_600_000),
    fc.integer({ min: 100, max: 14_000 }),
    fc.integer({ min: 100, max: 14_000 }),
  )
  fc.assert(
    fc.property(times, ([startMs, firstMs, secondMs]) => {
      const middleMs = startMs + firstMs
      const first = framesFor(startMs, middleMs)
      const second = framesFor(middleMs, middleMs + secondMs)
      expect(first.end).toBeLessThanOrEqual(second.first)
      const span = spanOf(first)
      expect(Math.abs(span.startMs - startMs)).toBeLessThanOrEqual(FRAME_MS)
      expect(Math.abs(span.endMs - middleMs)).toBeLessThanOrEqual(FRAME_MS)
    }),
  )
})

it('never starts before the source does', () => {
  expect(spanOf(framesFor(0, 1000)).startMs).toBeGreaterThanOrEqual(0)
})

it.each([
  ['a frame of the stream', [0xff, 0xf3, 0x84, 0xc4], true],
  ['another bit rate', [0xff, 0xf3, 0x64, 0xc4], false],
  ['a padded frame', [0xff, 0xf3, 0x86, 0xc4], false],
  ['stereo', [0xff, 0xf3, 0x84, 0x44], false],
  ['a tag', [0x49, 0x44, 0x33, 0x04], false],
  ['nothing', [], false],
])('knows %s', (_, bytes, expected) => {
  expect(isFrameStart(new Uint8Array(bytes), 0)).toBe(expected)
})
