import { objectBytesOf } from './clip-window.ts'
import { FRAME_BYTES, type FrameRange, nearestFrame } from './mp3-frames.ts'

type Sound = { startMs: number; endMs: number; clipOffset: number; clipBytes: number; clipObjectBytes: number }

/** Edges that were moved are told in whole milliseconds, each time rounded: so many frames may be missing between two. */
const ROUNDED_FRAMES = 2

/**
 * The frames of the source's stream that the object with a sentence's sound is made of. Where two sentences were joined over
 * a pause that neither kept, it is not one piece; then the frames from the sentence's start to its end, pause included.
 */
export function clipFrames(sound: Sound): FrameRange {
  const { startMs, endMs, clipOffset, clipBytes } = sound
  const start = nearestFrame(startMs)
  const frames = nearestFrame(endMs) - start
  if (Math.abs(frames - clipBytes / FRAME_BYTES) > ROUNDED_FRAMES) return { first: start, end: start + frames }
  const first = start - clipOffset / FRAME_BYTES
  return { first, end: first + objectBytesOf(sound) / FRAME_BYTES }
}
