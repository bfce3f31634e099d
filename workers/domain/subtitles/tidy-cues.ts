/** Puts the cues of a file in order: what is shown twice is said once, and no cue runs into the next. */
import type { Cue } from './cue.ts'

/** A cue with its lines still apart. */
export type LinedCue = { startMs: number; endMs: number; lines: string[] }

/** Cues of rolling captions follow each other at once. */
const ROLLING_GAP_MS = 100
/** So many of a file's cues repeat what is above them when it rolls; in others a repeated "No!" is said again. */
const ROLLING_SHARE = 0.3
/** Two cues that share this much of the shorter one are shown together. */
const TOGETHER_SHARE = 0.7

/**
 * Captions that roll up show each line twice: as it is said, and above the next one. What a cue begins with and the one
 * before ended with is taken out, in files that do so throughout.
 */
export function withoutRepeats(cues: readonly LinedCue[]): LinedCue[] {
  const repeats = cues.map((cue, i) => repeatedLines(cues[i - 1], cue))
  const rolling = repeats.filter((lines) => lines > 0).length
  if (rolling < 2 || rolling < cues.length * ROLLING_SHARE) return [...cues]
  return cues.map((cue, i) => ({ ...cue, lines: cue.lines.slice(repeats[i]) })).filter(({ lines }) => lines.length > 0)
}

function repeatedLines(before: LinedCue | undefined, cue: LinedCue): number {
  if (!before || cue.startMs - before.endMs > ROLLING_GAP_MS) return 0
  for (let count = Math.min(before.lines.length, cue.lines.length); count > 0; count--) {
    const end = before.lines.slice(-count)
    if (end.every((line, i) => line === cue.lines[i])) return count
  }
  return 0
}

/** Cues that are shown at the same time become one: two languages in two cues, or two speakers. */
export function mergeSimultaneous(cues: readonly Cue[]): Cue[] {
  const merged: Cue[] = []
  for (const cue of cues) {
    const last = merged.at(-1)
    if (!last || !areTogether(last, cue)) {
      merged.push(cue)
      continue
    }
    const zh = [last.zh, cue.zh].filter(Boolean).join(' ')
    merged[merged.length - 1] = {
      startMs: last.startMs,
      endMs: Math.max(last.endMs, cue.endMs),
      text: last.text === cue.text ? last.text : `${last.text} ${cue.text}`.trim(),
      ...(zh !== '' && { zh }),
    }
  }
  return merged
}

function areTogether(first: Cue, second: Cue): boolean {
  const shared = Math.min(first.endMs, second.endMs) - second.startMs
  return shared > TOGETHER_SHARE * Math.min(first.endMs - first.startMs, second.endMs - second.startMs)
}

/** A cue ends at the latest where the next begins: what is said then is the next one's. */
export function withoutOverlaps(cues: readonly Cue[]): Cue[] {
  return cues.map((cue, i) => {
    const next = cues[i + 1]
    return next && next.startMs > cue.startMs ? { ...cue, endMs: Math.min(cue.endMs, next.startMs) } : cue
  })
}
