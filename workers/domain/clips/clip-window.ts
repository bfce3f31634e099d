import { CLIP_SAMPLE_RATE, FRAME_BYTES, FRAME_SAMPLES } from './mp3-frames.ts'

export const FRAME_MS = (FRAME_SAMPLES / CLIP_SAMPLE_RATE) * 1000
/** Shorter than a short word; nothing useful is left of a clip below it. */
const SHORTEST_FRAMES = 10

/** A sentence's place in the object that holds its sound: whole frames. Times are milliseconds of the source. */
export type ClipWindow = { startMs: number; endMs: number; clipOffset: number; clipBytes: number }

/** How long the object with a clip is; 0 stands for an object that is the clip. */
export const objectBytesOf = ({ clipBytes, clipObjectBytes }: { clipBytes: number; clipObjectBytes: number }): number =>
  clipObjectBytes || clipBytes

/**
 * The window with one edge moved by about `byMs` (negative is earlier), in whole frames of 24 ms and as far as the object
 * has sound. Null when nothing would change or nearly nothing would be left.
 */
export function moveEdge(
  clip: ClipWindow,
  objectBytes: number,
  edge: 'start' | 'end',
  byMs: number,
): ClipWindow | null {
  const wanted = Math.round(byMs / FRAME_MS)
  const most = Math.floor(clip.clipBytes / FRAME_BYTES) - SHORTEST_FRAMES
  const frames =
    edge === 'start'
      ? Math.min(most, Math.max(-Math.floor(clip.clipOffset / FRAME_BYTES), wanted))
      : Math.max(-most, Math.min(Math.floor((objectBytes - clip.clipOffset - clip.clipBytes) / FRAME_BYTES), wanted))
  if (frames === 0 || most < 0) return null
  const ms = Math.round(frames * FRAME_MS)
  return edge === 'start'
    ? {
        startMs: Math.max(0, clip.startMs + ms),
        endMs: clip.endMs,
        clipOffset: clip.clipOffset + frames * FRAME_BYTES,
        clipBytes: clip.clipBytes - frames * FRAME_BYTES,
      }
    : { ...clip, endMs: clip.endMs + ms, clipBytes: clip.clipBytes + frames * FRAME_BYTES }
}

export type EdgeShifts = { startByMs: number; endByMs: number }

/** One edge moved: what a nudge does to the window as it was before. */
export type EdgeMove = { edge: 'start' | 'end'; before: ClipWindow; after: ClipWindow }

/**
 * The moves that shift both edges, each by all that was asked for; null when there is not so much sound, or nearly nothing
 * would be left. What makes the clip longer comes first, so that a short clip can be moved as a whole.
 */
export function moveEdges(clip: ClipWindow, objectBytes: number, shifts: EdgeShifts): EdgeMove[] | null {
  const { startByMs, endByMs } = shifts
  const start = ['start', startByMs] as const
  const end = ['end', endByMs] as const
  const moves: EdgeMove[] = []
  for (const [edge, byMs] of startByMs > 0 ? [end, start] : [start, end]) {
    const wanted = Math.abs(Math.round(byMs / FRAME_MS))
    if (wanted === 0) continue
    const before = moves.at(-1)?.after ?? clip
    const after = moveEdge(before, objectBytes, edge, byMs)
    if (after === null || Math.abs(after.clipBytes - before.clipBytes) !== wanted * FRAME_BYTES) return null
    moves.push({ edge, before, after })
  }
  return moves
}

/** Both halves of a window cut at `atMs`; null when one of them would be nearly nothing. */
export function cutWindow(clip: ClipWindow, atMs: number): [ClipWindow, ClipWindow] | null {
  const all = Math.floor(clip.clipBytes / FRAME_BYTES)
  const first = Math.round((atMs - clip.startMs) / FRAME_MS)
  if (first < SHORTEST_FRAMES || all - first < SHORTEST_FRAMES) return null
  const middleMs = clip.startMs + Math.round(first * FRAME_MS)
  return [
    { startMs: clip.startMs, endMs: middleMs, clipOffset: clip.clipOffset, clipBytes: first * FRAME_BYTES },
    {
      startMs: middleMs,
      endMs: clip.endMs,
      clipOffset: clip.clipOffset + first * FRAME_BYTES,
      clipBytes: clip.clipBytes - first * FRAME_BYTES,
    },
  ]
}

export type JoinPlan = {
  /** How much of the first object from its beginning, and from where on of the second: together the new object. */
  firstBytes: number
  secondFrom: number
} & ClipWindow

/**
 * Two neighbours in two objects as one. Both objects are frames of one stream and usually hold the sound between the
 * sentences twice; it is taken once. Where a long silence between them was not kept, it is left out.
 */
export function joinWindows(a: ClipWindow, aObjectBytes: number, b: ClipWindow): JoinPlan {
  const frame = (bytes: number): number => Math.floor(bytes / FRAME_BYTES)
  const gap = Math.round((b.startMs - a.endMs) / FRAME_MS)
  const after = frame(aObjectBytes - a.clipOffset - a.clipBytes)
  const before = frame(b.clipOffset)
  // What lies between comes from behind the first as far as that goes, then from before the second.
  const fromFirst = Math.max(0, Math.min(gap, after))
  const fromSecond = Math.max(0, Math.min(gap - fromFirst, before))
  // Overlapping neighbours: the second begins later.
  const skip = Math.min(Math.max(0, -gap), frame(b.clipBytes))
  const firstBytes = a.clipOffset + a.clipBytes + fromFirst * FRAME_BYTES
  const secondFrom = b.clipOffset - fromSecond * FRAME_BYTES + skip * FRAME_BYTES
  return {
    firstBytes,
    secondFrom,
    startMs: a.startMs,
    endMs: b.endMs,
    clipOffset: a.clipOffset,
    clipBytes: firstBytes - a.clipOffset + (b.clipOffset + b.clipBytes - secondFrom),
  }
}
