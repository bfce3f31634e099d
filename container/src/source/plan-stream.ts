import { streamableKind, type StreamableKind } from './container-kind.ts'
import { isChainedOgg } from './ogg-pages.ts'
import { findMp3Length } from './mp3-length.ts'
import { findMp4Index } from './mp4-index.ts'
import type { SourceReader } from './source-reader.ts'
import { findWebmLength } from './webm-length.ts'

/** How a source is streamed, and what of it a probe has to see. */
export type StreamPlan = {
  kind: StreamableKind
  /** What a file of `fileBytes` must hold so that a probe finds in it what it finds in the whole source. */
  parts: { at: number; bytes: Uint8Array }[]
  fileBytes: number
  /** The stream is the first `front` bytes of that file, then bytes `from` up to `to` of the source. */
  front: number
  from: number
  to: number
  /** Where the probe would only guess. */
  durationMs: number | null
}

/** The last page of an Ogg has at most 64 KB; the rest is for chunks that other kinds carry at their end. */
const TAIL_BYTES = 128 * 1024
/** How much sound a probe wants to see behind a tag. */
const PROBED_BYTES = 256 * 1024
const MP4_FIRST_BYTES = 512 * 1024

/** Null: the source has to be read as a whole. Rejects as reading does. */
export async function planStream(reader: SourceReader): Promise<StreamPlan | null> {
  const kind = streamableKind(reader.head)
  if (kind === null) return null
  if (kind === 'mp4') return planMp4(reader)
  const { sizeBytes } = reader
  const mp3 = kind === 'mp3' ? await findMp3Length(sizeBytes, reader.read) : null
  if (kind === 'mp3' && !mp3) return null
  const probed = Math.min((mp3?.soundAt ?? 0) + PROBED_BYTES, sizeBytes)
  const head = probed <= reader.head.length ? reader.head : await reader.read(0, probed)
  const tailAt = Math.max(head.length, sizeBytes - TAIL_BYTES)
  const tail = tailAt < sizeBytes ? await reader.read(tailAt, sizeBytes) : new Uint8Array()
  if (kind === 'ogg' && isChainedOgg(head, tail)) return null
  const webmMs = kind === 'matroska,webm' ? await findWebmLength(head, sizeBytes, reader.read) : null
  return {
    kind,
    parts: [
      { at: 0, bytes: head },
      { at: tailAt, bytes: tail },
    ],
    fileBytes: sizeBytes,
    front: head.length,
    from: head.length,
    to: sizeBytes,
    durationMs: mp3?.durationMs ?? webmMs,
  }
}

async function planMp4(reader: SourceReader): Promise<StreamPlan | null> {
  const mp4 = await findMp4Index(reader.sizeBytes, reader.read)
  if (!mp4) return null
  const { front, from, to } = mp4
  const first = from < to ? await reader.read(from, Math.min(from + MP4_FIRST_BYTES, to)) : new Uint8Array()
  const fileBytes = front.length + first.length
  return {
    kind: 'mp4',
    parts: [
      { at: 0, bytes: front },
      { at: front.length, bytes: first },
    ],
    fileBytes,
    front: fileBytes,
    from: from + first.length,
    to,
    durationMs: null,
  }
}
