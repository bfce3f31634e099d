import { expect, it } from 'vitest'
import { clipFrames } from './clip-frames.ts'
import { moveEdge } from './clip-window.ts'
import { FRAME_BYTES, spanOf } from './mp3-frames.ts'

const around = 60

it('finds the frames of any clip again from its rounded milliseconds and the sound around it', () => {
  for (let first = 100; first < 2000; first += 7) {
    const frames = { first, end: first + 90 }
    const sound = {
      ...spanOf(frames),
      clipOffset: around * FRAME_BYTES,
      clipBytes: 90 * FRAME_BYTES,
      clipObjectBytes: (90 + 2 * around) * FRAME_BYTES,
    }
    expect(clipFrames(sound)).toEqual({ first: first - around, end: first + 90 + around })
  }
})

it('finds the same object after its edges were moved many times', () => {
  let sound = { ...spanOf({ first: 500, end: 600 }), clipOffset: around * FRAME_BYTES, clipBytes: 100 * FRAME_BYTES }
  const clipObjectBytes = (100 + 2 * around) * FRAME_BYTES
  for (const [edge, byMs] of [
    ['start', -50],
    ['end', 50],
    ['start', -300],
    ['end', -100],
    ['start', 50],
  ] as const) {
    sound = moveEdge(sound, clipObjectBytes, edge, byMs) ?? sound
  }
  expect(clipFrames({ ...sound, clipObjectBytes })).toEqual({ first: 440, end: 660 })
})

it('takes the whole span where a clip was joined over a pause that is not in it', () => {
  const span = spanOf({ first: 200, end: 500 })
  const sound = { ...span, clipOffset: 960, clipBytes: 220 * FRAME_BYTES, clipObjectBytes: 300 * FRAME_BYTES }
  expect(clipFrames(sound)).toEqual({ first: 200, end: 500 })
})
