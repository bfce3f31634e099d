/**
 * Clips are cut out of one MP3 stream by whole frames, which costs nothing and loses nothing. That works because the
 * stream is mono, of constant bit rate, without padding bytes and without a bit reservoir: every frame has the same
 * size and carries all its own bits. 24 kHz is MPEG-2 Layer III: 576 samples a frame.
 */
export const CLIP_SAMPLE_RATE = 24_000
export const CLIP_BIT_RATE = 64_000
export const FRAME_SAMPLES = 576
export const FRAME_BYTES = (FRAME_SAMPLES / 8) * (CLIP_BIT_RATE / CLIP_SAMPLE_RATE)

/**
 * The sound of the source's first sample comes out of a decoder this late: 576 samples of LAME's delay, 528 + 1 of any
 * decoder's. Measured again by the test beside container/src/pipeline/clips.ts.
 */
export const STREAM_DELAY_SAMPLES = 1105

/** Frames `first` up to, not including, `end` of the stream. */
export type FrameRange = { first: number; end: number }

/**
 * The frames that hold the sound from `startMs` to `endMs` of the source. Ranges of neighbours that do not overlap do
 * not share a frame. A decoder plays the first frame only half right, having missed the one before: it lies in the pad.
 */
export function framesFor(startMs: number, endMs: number): FrameRange {
  const first = Math.max(frameAt(0) + 1, frameAt(startMs))
  return { first, end: Math.max(first + 1, frameAt(endMs)) }
}

/** What of the source the frames play, in whole milliseconds. */
export function spanOf(range: FrameRange): { startMs: number; endMs: number } {
  return { startMs: startOfFrame(range.first), endMs: startOfFrame(range.end) }
}

/** The frame that plays the moment `ms` of the source. */
export function frameAt(ms: number): number {
  return Math.floor(((ms / 1000) * CLIP_SAMPLE_RATE + STREAM_DELAY_SAMPLES) / FRAME_SAMPLES)
}

/** The frame that begins at `ms`, which was rounded to a whole millisecond when it was written down (`spanOf`). */
export function nearestFrame(ms: number): number {
  return Math.round(((ms / 1000) * CLIP_SAMPLE_RATE + STREAM_DELAY_SAMPLES) / FRAME_SAMPLES)
}

function startOfFrame(frame: number): number {
  return Math.round(((frame * FRAME_SAMPLES - STREAM_DELAY_SAMPLES) / CLIP_SAMPLE_RATE) * 1000)
}

/** Whether a frame of this stream starts here: sync word, MPEG-2 Layer III without CRC, 64 kbit/s, 24 kHz, no padding, mono. */
export function isFrameStart(bytes: Uint8Array, offset: number): boolean {
  const [sync, version, rate, mode] = bytes.subarray(offset, offset + 4)
  return (
    sync === 0xff &&
    version === 0xf3 &&
    rate !== undefined &&
    (rate & 0xfe) === 0x84 &&
    mode !== undefined &&
    mode >> 6 === 3
  )
}
