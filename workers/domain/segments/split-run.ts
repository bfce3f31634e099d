/**
 * Where to cut speech that goes on for too long without a pause, by its sound alone. A run is given frame by frame: how likely each frame
 * is speech, and how loud it is. The best place is a long pause near the middle; the last resort is the softest moment.
 */
import { BOUNDARY_FRAMES, COMFORTABLE_MS, FRAME_MS, MIN_PIECE_MS } from './limits.ts'
import type { Piece } from './piece.ts'

export type Frame = {
  /** Probability of speech, 0 to 1. */
  speech: number
  /** Loudness in dB relative to full scale; -Infinity is digital silence. */
  level: number
  /** The same in steps of 8 ms. */
  steps: readonly number[]
}

/** Frames `from` up to, not including, `to` of a run are quiet. */
export type QuietFrames = { from: number; to: number }

const QUIET_SPEECH = 0.35
/** So far below the loud parts around it a voice is not heard, whatever the detector says. */
const QUIET_BELOW_LOUD_DB = 25
/** The loud parts of this much before and after count, so that a soft speaker beside a loud one is no pause. */
const AROUND_FRAMES = 40
/** That much of it at least must be loud, so that a single bang is not the measure. */
const LOUD_SHARE = 0.1
/** Shorter quiet is the closed mouth of a "p" or a "t". */
const MIN_PAUSE_FRAMES = 3
/** The softest moment is looked for with this much around it. */
const SOFT_FRAMES = 3

/** All pauses inside a run, from start to end. */
export function findPauses(frames: readonly Frame[]): QuietFrames[] {
  const pauses: QuietFrames[] = []
  let from = -1
  for (let i = 0; i <= frames.length; i++) {
    const frame = frames[i]
    const quiet = frame !== undefined && (frame.speech < QUIET_SPEECH || isFarBelow(frame, i, frames))
    if (quiet && from < 0) from = i
    if (!quiet && from >= 0) {
      if (i - from >= MIN_PAUSE_FRAMES) pauses.push({ from, to: i })
      from = -1
    }
  }
  return pauses
}

/** Whether the frame is far softer than the voices both before and after it. */
function isFarBelow(frame: Frame, at: number, frames: readonly Frame[]): boolean {
  const limit = frame.level + QUIET_BELOW_LOUD_DB
  const isLoud = (from: number, to: number): boolean => {
    const around = frames.slice(Math.max(0, from), to)
    return around.filter(({ level }) => level > limit).length > around.length * LOUD_SHARE
  }
  return isLoud(at - AROUND_FRAMES, at) && isLoud(at + 1, at + 1 + AROUND_FRAMES)
}

/**
 * A finished run that starts at `startMs`, cut at the pauses that end an utterance although the detector did not let go.
 * With `longToo` a piece of more than 8 s is also cut at the best shorter pause, when there is one: by its sound alone,
 * for speech that cannot wait until its words are known.
 */
export function splitRun(frames: readonly Frame[], startMs: number, longToo: boolean): Piece[] {
  const pauses = findPauses(frames)
  const tooLong = longToo && frames.length * FRAME_MS > COMFORTABLE_MS
  const pause = pauses.find(isUtteranceEnd) ?? (tooLong ? bestPause(frames, MIN_PIECE_MS) : null)
  const at = (frame: number): number => startMs + frame * FRAME_MS
  if (pause) {
    return [
      ...splitRun(frames.slice(0, pause.from), startMs, longToo),
      ...splitRun(frames.slice(pause.to), at(pause.to), longToo),
    ]
  }
  const spans = pauses.map(({ from, to }) => ({ startMs: at(from), endMs: at(to) }))
  return [{ startMs, endMs: at(frames.length), pauses: spans, cutInSpeech: false, weak: false }]
}

const isUtteranceEnd = ({ from, to }: QuietFrames): boolean => to - from >= BOUNDARY_FRAMES && from > 0

/**
 * The place to cut a run that is still going on and has reached its limit: the best pause, else the softest moment of
 * its second half, which has no length (`from` equals `to`).
 */
export function forcedCut(frames: readonly Frame[]): QuietFrames {
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
function bestPause(frames: readonly Frame[], minSideMs: number): QuietFrames | null {
  let best: QuietFrames | null = null
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
