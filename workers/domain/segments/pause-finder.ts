import { FRAME_MS } from './limits.ts'
import { edgesInPause } from './edges.ts'
import { createLevels } from './levels.ts'
import type { Pause } from './piece.ts'
import { findPauses, type Frame } from './split-run.ts'

/** Whether a frame is a pause also depends on the frames around it: so many after it must have been heard. */
const CONTEXT_FRAMES = 40
/** How often is looked. */
const EVERY_FRAMES = 32
/** How loud the voice was before a pause tells what is quiet in it. */
const VOICE_MS = 2_000

export type PauseFinder = {
  push: (frame: Frame) => void
  /** The recording has ended; its last pause is as long as it is. */
  end: () => void
  /** Everything that starts before this is known, with its end. */
  settledMs: () => number
  /** The known pauses between the two times, or touching them, in order. */
  between: (fromMs: number, toMs: number) => Pause[]
  forgetBefore: (ms: number) => void
}

/** Finds the moments in which nobody speaks while the recording is still being decoded; the same as in one go at its end. */
export function createPauseFinder(): PauseFinder {
  let frames: Frame[] = []
  const levels = createLevels()
  /** Number of the first frame that is kept, and of the first whose pause is not known. */
  let base = 0
  let settled = 0
  let pauses: Pause[] = []

  function look(until: number): void {
    const ended = until === base + frames.length
    let open: number | null = null
    for (const pause of findPauses(frames)) {
      const [from, to] = [base + pause.from, base + pause.to]
      if (from < settled || from >= until) continue
      if (to >= until && !ended) {
        open = from
        break
      }
      const span = { startMs: from * FRAME_MS, endMs: to * FRAME_MS }
      pauses.push({ ...span, ...edgesInPause(levels, span) })
    }
    settled = open ?? Math.max(settled, until)
    const drop = Math.max(0, settled - CONTEXT_FRAMES - base)
    frames = frames.slice(drop)
    base += drop
    levels.forgetBefore(settled * FRAME_MS - VOICE_MS)
  }

  return {
    push(frame) {
      frames.push(frame)
      levels.push(frame.steps)
      const until = base + frames.length - CONTEXT_FRAMES
      if (until - settled > 0 && (base + frames.length) % EVERY_FRAMES === 0) look(until)
    },
    end: () => look(base + frames.length),
    settledMs: () => settled * FRAME_MS,
    between: (fromMs, toMs) => pauses.filter(({ startMs, endMs }) => endMs >= fromMs && startMs <= toMs),
    forgetBefore(ms) {
      pauses = pauses.filter(({ endMs }) => endMs >= ms)
    },
  }
}
