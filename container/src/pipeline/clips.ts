import type { Readable } from 'node:stream'
import {
  CLIP_BIT_RATE,
  CLIP_SAMPLE_RATE,
  FRAME_BYTES,
  FRAME_SAMPLES,
  type FrameRange,
  frameAt,
  framesFor,
  isFrameStart,
  spanOf,
} from '../../../workers/domain/clips/mp3-frames.ts'
import { JobFailure } from '../job/job-failure.ts'
import { createByteWindow } from './byte-window.ts'

/** What makes ffmpeg write a stream that can be cut by frames (see mp3-frames.ts); level 7 is the fastest there is. */
export const CLIP_STREAM_OPTIONS = [
  ...['-af', `aresample=${CLIP_SAMPLE_RATE}:async=1:first_pts=0,aformat=channel_layouts=mono`],
  ...['-c:a', 'libmp3lame', '-b:a', String(CLIP_BIT_RATE), '-abr', '0', '-reservoir', '0', '-compression_level', '7'],
  ...['-write_xing', '0', '-id3v2_version', '0', '-map_metadata', '-1', '-flush_packets', '1', '-f', 'mp3'],
]

/**
 * `bytes` from `offset`, `length` of them, play `startMs` to `endMs`; around them lies more sound, so that an edge can be
 * moved and sentences can be joined later without the source.
 */
export type Clip = {
  bytes: Uint8Array<ArrayBuffer>
  offset: number
  length: number
  startMs: number
  endMs: number
}

/** Sound kept on each side of a clip. Edges are nudged by tenths of a second; pauses between sentences are mostly shorter. */
const AROUND_FRAMES = 60
const AROUND_BYTES = AROUND_FRAMES * FRAME_BYTES
const AROUND_MS = (AROUND_FRAMES * FRAME_SAMPLES * 1000) / CLIP_SAMPLE_RATE

export type ClipStream = {
  /**
   * The frames that play `startMs` to `endMs` of the source, and what they play exactly. Waits for frames that are not
   * there yet; at the end of the stream it gives what there is, and throws `media_damaged` where that is nothing. Of the
   * sound around them it takes what is there already.
   */
  slice: (startMs: number, endMs: number) => Promise<Clip>
  /** Exactly these frames, as far as there are so many; for clips that were cut before. Waits as `slice` does. */
  take: (frames: FrameRange) => Promise<Uint8Array<ArrayBuffer>>
  /** Clips before this are not asked for again. */
  forgetBefore: (ms: number) => void
  bufferedBytes: () => number
}

/** Collects the MP3 stream of a recording as it is encoded, keeping what is still needed. */
export function collectClips(stream: Readable): ClipStream {
  const window = createByteWindow()
  let ended = false
  let wake: () => void = () => {}
  let more = new Promise<void>((resolve) => (wake = resolve))

  const changed = (): void => {
    wake()
    more = new Promise<void>((resolve) => (wake = resolve))
  }
  const finish = (): void => {
    ended = true
    changed()
  }
  stream.on('data', (chunk: Buffer) => {
    window.push(chunk)
    changed()
  })
  // A killed ffmpeg breaks the pipe; whoever killed it knows.
  stream.once('end', finish).once('close', finish).once('error', finish)

  async function until(position: number): Promise<void> {
    for (;;) {
      if (window.end() >= position || ended) return
      await more
    }
  }

  return {
    async slice(startMs, endMs) {
      const wanted = framesFor(startMs, endMs)
      await until(wanted.end * FRAME_BYTES)
      const frames = { first: wanted.first, end: Math.min(wanted.end, Math.floor(window.end() / FRAME_BYTES)) }
      const from = frames.first * FRAME_BYTES
      const to = frames.end * FRAME_BYTES
      const start = Math.max(window.start(), (frameAt(0) + 1) * FRAME_BYTES, from - AROUND_BYTES)
      const end = Math.min(Math.floor(window.end() / FRAME_BYTES) * FRAME_BYTES, to + AROUND_BYTES)
      if (ended && to <= from) throw new JobFailure('media_damaged', `the sound ended before ${startMs} ms`)
      const bytes = start <= from && from < to && window.copy(start, end)
      if (!bytes) throw new Error(`no clip from ${startMs} to ${endMs} ms`)
      if (!isFrameStart(bytes, 0) || !isFrameStart(bytes, bytes.length - FRAME_BYTES)) {
        throw new Error('the clip stream is not made of equal frames')
      }
      return { bytes, offset: from - start, length: to - from, ...spanOf(frames) }
    },
    async take(frames) {
      await until(frames.end * FRAME_BYTES)
      const [from, to] = [
        frames.first * FRAME_BYTES,
        Math.min(frames.end, Math.floor(window.end() / FRAME_BYTES)) * FRAME_BYTES,
      ]
      if (from >= to) return new Uint8Array()
      const bytes = window.copy(from, to)
      if (!bytes) throw new Error(`frame ${frames.first} was given up`)
      return bytes
    },
    forgetBefore: (ms) => window.forgetBefore(frameAt(ms - AROUND_MS) * FRAME_BYTES),
    bufferedBytes: window.size,
  }
}
