/**
 * Cuts a recording into segments while it is still being decoded. Frames of the speech detector go in; a segment comes
 * out as soon as nothing that follows can change it: when the pause after it is long enough, or when its neighbour is
 * known. Runs of speech end at pauses, or when they get too long for the recogniser; clips end and begin in the
 * quiet between. Where a long segment is best cut, its words tell (propose-cut.ts).
 */
import { clipEndAfter, clipStartBefore, edgesInPause, MAX_LEAD_MS } from './edges.ts'
import { BOUNDARY_FRAMES, FRAME_MS, MAX_SPEECH_MS, MIN_CLIP_MS, MIN_SPEECH_FRAMES } from './limits.ts'
import { joinWeak } from './join-weak.ts'
import { createLevels } from './levels.ts'
import type { Pause, Piece, Span } from './piece.ts'
import { forcedCut, splitRun, type Frame } from './split-run.ts'

/** A segment of the source to be recognised on its own. `startMs` and `endMs` include the padding, `speech` does not. */
export type Segment = Span & {
  speech: Span
  /** The moments inside it in which nobody speaks, in order. */
  pauses: readonly Pause[]
  /** See `Piece`. */
  cutInSpeech: boolean
  /** The pause up to the next speech; null when it is too long for the two to belong together, or nothing follows. */
  gapAfterMs: number | null
}

export type Cutter = {
  push: (frame: Frame) => Segment[]
  /** The recording has ended. */
  end: () => Segment[]
  /** No segment to come starts before this. */
  keepFromMs: () => number
}

// The detector switches on at the first value and off below the second, so it does not flicker between words.
const SPEECH_ON = 0.5
const SPEECH_OFF = 0.35
/** How loud the voice was before a pause tells what is quiet in it. */
const KEPT_LEVELS_MS = 2_000

export function createCutter(): Cutter {
  let frameCount = 0
  /** The run being spoken: its frames so far, and since when it has been silent. */
  let run: { startMs: number; frames: Frame[]; silentFrom: number | null; cutInSpeech: boolean } | null = null
  let pending: Piece[] = []
  const levels = createLevels()
  /** Where the last released clip ended, and how the pause after it was shared out with the speech that begins at `for`. */
  let released: { clipEndMs: number; nextStart: { forMs: number; clipStartMs: number } | null } | null = null

  const nowMs = (): number => frameCount * FRAME_MS

  function closeRun(): void {
    if (!run) return
    const frames = run.frames.slice(0, run.silentFrom ?? run.frames.length)
    const spoken = frames.filter((frame) => frame.speech >= SPEECH_ON).length
    if (spoken >= MIN_SPEECH_FRAMES) addPieces(frames, run.startMs, run.cutInSpeech, false)
    else
      pending.push({
        startMs: run.startMs,
        endMs: run.startMs + frames.length * FRAME_MS,
        pauses: [],
        cutInSpeech: false,
        weak: true,
      })
    run = null
  }

  function cutRunAtLimit(): void {
    if (!run || run.frames.length * FRAME_MS < MAX_SPEECH_MS) return
    const cut = forcedCut(run.frames)
    const inSpeech = cut.from === cut.to
    addPieces(run.frames.slice(0, cut.from), run.startMs, run.cutInSpeech, inSpeech)
    run = {
      startMs: run.startMs + cut.to * FRAME_MS,
      frames: run.frames.slice(cut.to),
      silentFrom: run.silentFrom === null ? null : run.silentFrom - cut.to,
      cutInSpeech: inSpeech,
    }
  }

  function addPieces(frames: readonly Frame[], startMs: number, cutAtStart: boolean, cutAtEnd: boolean): void {
    // The first run is cut by its sound alone: what leaves at once cannot wait for its words.
    const pieces = splitRun(frames, startMs, released === null)
    pieces.forEach((piece, i) => {
      const cutInSpeech = (cutAtStart && i === 0) || (cutAtEnd && i === pieces.length - 1)
      pending.push({ ...piece, cutInSpeech })
    })
  }

  function clipStartOf(speechStartMs: number): number {
    const next = released?.nextStart
    if (next?.forMs === speechStartMs) return next.clipStartMs
    return clipStartBefore(levels, released?.clipEndMs ?? 0, speechStartMs)
  }

  function release(quietUntilMs: number): Segment[] {
    const joined = joinWeak(pending, quietUntilMs)
    pending = joined.pending
    return joined.settled.map(({ startMs, endMs, pauses, cutInSpeech }, i) => {
      const nextMs = joined.settled[i + 1]?.startMs ?? pending[0]?.startMs ?? run?.startMs ?? null
      const edges = nextMs === null ? null : edgesInPause(levels, { startMs: endMs, endMs: nextMs })
      const clipStartMs = clipStartOf(startMs)
      // A single short word takes more of the silence after it.
      const shortestEndMs = Math.min(clipStartMs + MIN_CLIP_MS, edges?.clipStartMs ?? nowMs())
      const segment: Segment = {
        startMs: clipStartMs,
        endMs: Math.max(edges?.clipEndMs ?? clipEndAfter(levels, endMs, nowMs()), shortestEndMs),
        speech: { startMs, endMs },
        pauses: pauses.map((pause) => ({ ...pause, ...edgesInPause(levels, pause) })),
        cutInSpeech,
        gapAfterMs: nextMs === null ? null : nextMs - endMs,
      }
      const nextStart = edges && nextMs !== null ? { forMs: nextMs, clipStartMs: edges.clipStartMs } : null
      released = { clipEndMs: segment.endMs, nextStart }
      return segment
    })
  }

  /** No segment to come starts before this. */
  function keepFromMs(): number {
    const speechMs = pending[0]?.startMs ?? run?.startMs ?? nowMs()
    return Math.max(released?.clipEndMs ?? 0, speechMs - MAX_LEAD_MS)
  }

  return {
    push(frame) {
      frameCount++
      levels.push(frame.steps)
      levels.forgetBefore(keepFromMs() - KEPT_LEVELS_MS)
      if (run) {
        run.frames.push(frame)
        if (frame.speech >= SPEECH_ON) run.silentFrom = null
        else if (frame.speech < SPEECH_OFF) run.silentFrom ??= run.frames.length - 1
        if (run.silentFrom !== null && run.frames.length - run.silentFrom >= BOUNDARY_FRAMES) closeRun()
        else cutRunAtLimit()
      } else if (frame.speech >= SPEECH_ON) {
        run = { startMs: nowMs() - FRAME_MS, frames: [frame], silentFrom: null, cutInSpeech: false }
      }
      // While somebody speaks, the silence after the last piece ended where that speech began.
      return pending.length > 0 ? release(run ? run.startMs : nowMs()) : []
    },
    end() {
      closeRun()
      return release(Infinity)
    },
    keepFromMs,
  }
}
