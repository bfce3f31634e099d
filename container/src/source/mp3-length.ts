/**
 * How long an MP3 is, without reading all of it: from the header that encoders put in front (Xing, Info or VBRI), or,
 * where every frame that is looked at has the same bit rate, from the size. A length that is too short would cut a
 * recording off, so a header counts only if it speaks of all the bytes there are: files that were joined or cut keep the
 * header of a part. Null when neither is certain; then all of it has to be read.
 */
import { frameAt, framesFrom, isAlike, type Mp3Frame } from './mp3-frame.ts'
import type { ReadRange } from './source-reader.ts'
import { findMp3Span } from './mp3-tags.ts'

/** Enough frames of any rate behind the tag to be sure of what they are. */
const SOUND_BYTES = 64 * 1024
/** Places between beginning and end where the bit rate is looked at, and how much is read at each. */
const PLACES = 16
const PLACE_BYTES = 8 * 1024
/** Frames that follow one another: fewer can be chance. */
const CHAIN = 3
/** What a header may be off: some count their own frame, some do not, and ends are filled up. */
const HEADER_TOLERANCE_BYTES = 4096
/** Where padding is spread unevenly it is not understood. */
const AVERAGE_TOLERANCE = 0.001

/** Length, and where the first frame begins. */
export async function findMp3Length(
  sizeBytes: number,
  read: ReadRange,
): Promise<{ durationMs: number; soundAt: number } | null> {
  const span = await findMp3Span(sizeBytes, read)
  if (!span || span.to - span.from < SOUND_BYTES) return null
  const start = await read(span.from, span.from + SOUND_BYTES)
  // Some writers leave the tag room to grow.
  const sound = start.subarray(start.findIndex((byte) => byte !== 0))
  const first = frameAt(sound, 0)
  const frames = first && framesFrom(sound, 0, first)
  if (!first || !frames) return null
  const soundAt = span.from + start.length - sound.length
  const stated = statedFrames(sound, first, span.to - soundAt)
  if (stated) return { durationMs: Math.round((stated * first.samples * 1000) / first.sampleRate), soundAt }
  // Whatever the first frame is, it plays at a rate of its own when it holds a header.
  const frameBytes = constantFrameBytes(frames.slice(1))
  if (frameBytes === null || !(await isConstant(span, frames[1] ?? first, read))) return null
  const count = (span.to - soundAt) / frameBytes
  return { durationMs: Math.round((count * first.samples * 1000) / first.sampleRate), soundAt }
}

/** The frames a header states, if it states as many bytes as there are. */
function statedFrames(sound: Uint8Array, first: Mp3Frame, soundBytes: number): number | null {
  const view = new DataView(sound.buffer, sound.byteOffset, sound.byteLength)
  const nameAt = (at: number): string => Buffer.from(sound.subarray(at, at + 4)).toString('latin1')
  const xing = ['Xing', 'Info'].includes(nameAt(first.infoAt))
  // The VBRI header lies at a fixed place.
  if (!xing && nameAt(36) !== 'VBRI') return null
  // Both numbers must be there: frames (flag 1) and bytes (flag 2).
  if (xing && (view.getUint32(first.infoAt + 4) & 3) !== 3) return null
  const frames = xing ? view.getUint32(first.infoAt + 8) : view.getUint32(36 + 14)
  const bytes = xing ? view.getUint32(first.infoAt + 12) : view.getUint32(36 + 10)
  if (frames === 0 || Math.abs(bytes - soundBytes) > HEADER_TOLERANCE_BYTES) return null
  return frames
}

/** The mean length of the frames where they all have one bit rate. */
function constantFrameBytes(frames: readonly Mp3Frame[]): number | null {
  const [first] = frames
  if (!first || frames.some(({ bitRate }) => bitRate !== first.bitRate)) return null
  // Most encoders pad some frames to hold the rate exactly; some never do, and their files play longer.
  const mean = frames.some(({ isPadded }) => isPadded) ? first.exactBytes : first.bytes
  const seen = frames.reduce((sum, { bytes }) => sum + bytes, 0) / frames.length
  return Math.abs(seen / mean - 1) > AVERAGE_TOLERANCE ? null : mean
}

async function isConstant(span: { from: number; to: number }, like: Mp3Frame, read: ReadRange): Promise<boolean> {
  const step = (span.to - span.from - PLACE_BYTES) / PLACES
  const places = Array.from({ length: PLACES }, (_, i) => span.from + Math.floor((i + 1) * step))
  const looks = places.map(async (from) => isConstantAt(await read(from, from + PLACE_BYTES), like))
  return (await Promise.all(looks)).every(Boolean)
}

function isConstantAt(bytes: Uint8Array, like: Mp3Frame): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    const frame = frameAt(bytes, at)
    if (!frame || !isAlike(frame, like)) continue
    const frames = framesFrom(bytes, at, like)
    if (!frames || frames.length < CHAIN) continue
    return frames.every(({ bitRate }) => bitRate === like.bitRate)
  }
  return false
}
