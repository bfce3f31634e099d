/**
 * Where to cut speech that goes on for too long without a pause. A run is given frame by frame: how likely each frame
 * is speech, and how loud it is. The best place is a long pause near the middle; the last resort is the softest moment.
 */
import { COMFORTABLE_MS, FRAME_MS, MIN_PIECE_MS } from './limits.ts'
import type { Piece } from './piece.ts'

export type Frame = {
  /** Probability of speech, 0 to 1. */
  speech: number
  /** Loudness in dB relative to full scale; -Infinity is digital silence. */
  level: number
}

/** Frames `from` up to, not including, `to` of a run are quiet. */
export type Pause = { from: number; to: number }

const QUIET_SPEECH = 0.35
/** So far below the loud parts of the run a voice is not heard, whatever the detector says. */
const QUIET_BELOW_LOUD_DB = 25
/** Shorter quiet is the closed mouth of a "p" or a "t". */
const MIN_PAUSE_FRAMES = 3
/** The softest moment is looked for with this much around it. */
const SOFT_FRAMES = 3

/** All pauses inside a run, from start to end. */
export function findPauses(frames: readonly Frame[]): Pause[] {
  const levels = frames.map((frame) => frame.level).toSorted((a, b) => a - b)
  const loud = levels[Math.floor(levels.length * 0.9)] ?? 0
  const pauses: Pause[] = []
  let from = -1
  for (let i = 0; i <= frames.length; i++) {
    const frame = frames[i]
    const quiet = frame !== undefined && (frame.speech < QUIET_SPEECH || frame.level < loud - QUIET_BELOW_LOUD_DB)
    if (quiet && from < 0) from = i
    if (!quiet && from >= 0) {
      if (i - from >= MIN_PAUSE_FRAMES) pauses.push({ from, to: i })
      from = -1
    }
  }
  return pauses
}

/**
 * Splits a finished run that starts at `startMs` into pieces of at most 8 s where its pauses allow it. Without a pause
 * to cut at, a run stays whole.
 */
export function splitRun(frames: readonly Frame[], startMs: number): Piece[] {
  const lengthMs = frames.length * FRAME_MS
  const whole = { startMs, endMs: startMs + lengthMs, cutInSpeech: false, weak: false }
  if (lengthMs <= COMFORTABLE_MS) return [whole]
  const pause = bestPause(frames, MIN_PIECE_MS)
  if (!pause) return [whole]
  return [
    ...splitRun(frames.slice(0, pause.from), startMs),
    ...splitRun(frames.slice(pause.to), startMs + pause.to * FRAME_MS),
  ]
}

/**
 * The place to cut a run that is still going on and has reached its limit: the best pause, else the softest moment of
 * its second half, which has no length (`from` equals `to`).
 */
export function forcedCut(frames: readonly Frame[]): Pause {
  const pause = bestPause(frames, MIN_PIECE_MS)
  if (pause) return pause
  let softest = Math.floor(frames.length / 2)
  let lowest = Infinity
  const last = frames.length - Math.ceil(MIN_PIECE_MS / FRAME_MS)
  for (let i = softest; i < last; i++) {
    const around = frames.slice(i - 1, i - 1 + SOFT_FRAMES)
    const level = around.reduce((sum, frame) => sum + Math.max(frame.level, -100), 0)
    if (level < lowest) {
      lowest = level
      softest = i
    }
  }
  return { from: softest, to: softest }
}

/** The pause that is long and leaves both sides at least `minSideMs`; of equal ones, the one nearer to the middle. */
function bestPause(frames: readonly Frame[], minSideMs: number): Pause | null {
  let best: Pause | null = null
  let bestScore = 0
  for (const pause of findPauses(frames)) {
    const shorterSide = Math.min(pause.from, frames.length - pause.to)
    if (shorterSide * FRAME_MS < minSideMs) continue
    const score = (pause.to - pause.from) * (0.5 + shorterSide / frames.length)
    if (score > bestScore) {
      best = pause
      bestScore = score
    }
  }
  return best
}
