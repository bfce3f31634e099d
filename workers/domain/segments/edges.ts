/**
 * Where clips end and begin in a pause. The detector of speech is slow to hear an "s" or an "f" and a word that dies away,
 * so sound that reaches into the pause from either side is kept with its word; what is quiet is shared out as padding.
 */
import { LEVEL_STEP_MS, type Levels } from './levels.ts'
import { PAD_AFTER_MS, PAD_BEFORE_MS } from './limits.ts'
import { padAfter, padBefore } from './pad.ts'
import type { Span } from './piece.ts'

/** The clip before a pause ends at `clipEndMs`, the one after it begins at `clipStartMs`, never before that. */
export type ClipEdges = { clipEndMs: number; clipStartMs: number }

/** So far above the quietest part of a pause something is to be heard. */
const ABOVE_FLOOR_DB = 10
/** So far below the voice before it nothing is heard, however quiet the room is. */
const BELOW_VOICE_DB = 40
/** How far sound may reach into a pause: longer than a dying syllable, or the breath before a word, is something else. */
const MAX_ENDING_MS = 240
const MAX_ONSET_MS = 200
/** A closed mouth inside such sound ("st", "pt") is no end of it. */
const DIP_STEPS = 4
const VOICE_MS = 600
/** An edge moves this far at most from where its padding would have it, and for this much more quiet. */
const SNAP_MS = 120
const DB_PER_MS = 0.05
/** So much of a long silence tells how quiet it is. */
const NEAR_MS = 1_000

/** The edges in a pause between two voices. */
export function edgesInPause(levels: Levels, pause: Span): ClipEdges {
  const { startMs, endMs } = pause
  const values = levels.between(startMs, endMs)
  const isHeard = hearingAt(levels, startMs, values)
  const endingMs = reach(values, isHeard, MAX_ENDING_MS)
  const onsetMs = reach(values.toReversed(), isHeard, MAX_ONSET_MS)
  const quiet = { startMs: startMs + endingMs, endMs: endMs - onsetMs }
  const quietMs = quiet.endMs - quiet.startMs
  if (quietMs <= 0) {
    const middleMs = Math.floor((startMs + endMs) / 2)
    const ms = quietest(levels, pause, middleMs)
    return { clipEndMs: ms, clipStartMs: ms }
  }
  const clipStartMs = quietest(levels, quiet, quiet.endMs - padBefore(quietMs))
  if (quietMs <= PAD_BEFORE_MS + PAD_AFTER_MS) return { clipEndMs: clipStartMs, clipStartMs }
  const clipEndMs = quietest(levels, { ...quiet, endMs: clipStartMs }, quiet.startMs + padAfter(quietMs))
  return { clipEndMs, clipStartMs }
}

/** The end of a clip after which nobody speaks until `silentUntilMs` at least. */
export function clipEndAfter(levels: Levels, speechEndMs: number, silentUntilMs: number): number {
  const values = levels.between(speechEndMs, Math.min(silentUntilMs, speechEndMs + NEAR_MS))
  const endingMs = reach(values, hearingAt(levels, speechEndMs, values), MAX_ENDING_MS)
  return Math.min(silentUntilMs, speechEndMs + endingMs + PAD_AFTER_MS)
}

/** The beginning of a clip before which nobody spoke since `silentFromMs`. */
export function clipStartBefore(levels: Levels, silentFromMs: number, speechStartMs: number): number {
  const fromMs = Math.max(silentFromMs, speechStartMs - NEAR_MS)
  const values = levels.between(fromMs, speechStartMs)
  const onsetMs = reach(values.toReversed(), hearingAt(levels, fromMs, values), MAX_ONSET_MS)
  return Math.max(silentFromMs, speechStartMs - onsetMs - PAD_BEFORE_MS)
}

/** No clip begins so much before its speech. */
export const MAX_LEAD_MS = MAX_ONSET_MS + PAD_BEFORE_MS

/** Tells what is to be heard in a pause that begins at `startMs`, by how quiet it gets and how loud the voice before it was. */
function hearingAt(levels: Levels, startMs: number, values: readonly number[]): (level: number) => boolean {
  const floor = quantile(values, 0.2)
  const voice = quantile(levels.between(startMs - VOICE_MS, startMs), 0.9)
  const limit = Math.max(floor + ABOVE_FLOOR_DB, voice - BELOW_VOICE_DB)
  return (level) => level > limit
}

/** Milliseconds that sound goes on from the beginning of `values`, over short dips; at most `maxMs`. */
function reach(values: readonly number[], isHeard: (level: number) => boolean, maxMs: number): number {
  let last = 0
  for (let i = 0; i < values.length && i - last < DIP_STEPS; i++) if (isHeard(values[i] ?? -Infinity)) last = i + 1
  return Math.min(last * LEVEL_STEP_MS, maxMs)
}

/**
 * The quietest moment near `idealMs` within a span: a breath in a pause belongs to one side or the other. Of moments that
 * are about as quiet it is the nearest one.
 */
function quietest(levels: Levels, within: Span, idealMs: number): number {
  const fromMs = Math.max(within.startMs, idealMs - SNAP_MS)
  const values = levels.between(fromMs, Math.min(within.endMs, idealMs + SNAP_MS))
  const floor = quantile(levels.between(within.startMs, within.endMs), 0.2)
  let best = idealMs
  let least = Infinity
  for (let i = 0; i < values.length; i++) {
    const around = values.slice(Math.max(0, i - 2), i + 3)
    const level = around.reduce((sum, value) => sum + Math.max(value, floor), 0) / around.length
    const ms = fromMs + i * LEVEL_STEP_MS
    const cost = level - floor + Math.abs(ms - idealMs) * DB_PER_MS
    if (cost >= least) continue
    least = cost
    best = ms
  }
  return best
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? -Infinity
}
