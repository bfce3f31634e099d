/**
 * Whether subtitles belong to a recording, and by how much they are early or late, judged by a few places of it: what is
 * heard there is looked for in the cues around.
 */
import type { Pause, Span } from '../segments/piece.ts'
import { placeWords } from '../segments/place-words.ts'
import type { TimedWord } from '../segments/timed-word.ts'
import type { Cue } from './cue.ts'
import { matchWords } from './match-words.ts'

/** What was heard in a stretch of the recording. */
export type HeardWindow = Span & { words: readonly TimedWord[]; pauses: readonly Pause[] }

export type Judgement =
  | { fits: true; shiftMs: number }
  | { fits: false; why: 'nothing_heard' | 'other_words' | 'other_times' }

/** Some twenty words each: enough to tell, and heard in a fraction of a second. */
const WINDOW_MS = 10_000
const WINDOWS = 5
/** Cues are looked for so far from where they should be. More is another cut of the film, or another film. */
export const MAX_SHIFT_MS = 10_000
/** Fewer words tell nothing. */
const MIN_HEARD = 3
/** So many of the words that are heard must be in the cues: subtitles shorten, and recognition errs. */
const MATCHED_SHARE = 0.5
/** Places whose shift differs by less agree: half of it is what an estimate of words is off by. */
const AGREE_MS = 1_500
/** A shift below this is what subtitles always have, and less than the estimate is good for. */
const MIN_SHIFT_MS = 250

/** Places to listen to, spread over the cues of a recording: at most five of 10 s that do not overlap. */
export function chooseWindows(cues: readonly Cue[], durationMs: number): Span[] {
  const windows: Span[] = []
  for (let i = 0; i < WINDOWS; i++) {
    const cue = cues[Math.floor(((i + 0.5) / WINDOWS) * cues.length)]
    if (!cue) continue
    const middleMs = (cue.startMs + cue.endMs) / 2
    const latestMs = Math.max(0, durationMs - WINDOW_MS)
    const startMs = Math.round(Math.min(latestMs, Math.max(windows.at(-1)?.endMs ?? 0, middleMs - WINDOW_MS / 2)))
    if (startMs < (windows.at(-1)?.endMs ?? 0)) continue
    windows.push({ startMs, endMs: Math.min(durationMs, startMs + WINDOW_MS) })
  }
  return windows
}

/** Judges cues by what was heard in the windows. The shift is what to add to the times of the cues. */
export function judgeSubtitles(cues: readonly Cue[], windows: readonly HeardWindow[]): Judgement {
  const told = windows.filter(({ words }) => words.length >= MIN_HEARD)
  if (told.length === 0) return { fits: false, why: 'nothing_heard' }
  const found = told.map((window) => ({ window, offsets: offsetsIn(cues, window) }))
  const heard = told.reduce((sum, { words }) => sum + words.length, 0)
  const matched = found.reduce((sum, { offsets }) => sum + offsets.length, 0)
  const matching = found.filter(({ window, offsets }) => offsets.length >= window.words.length * MATCHED_SHARE)
  if (matched < heard * MATCHED_SHARE || matching.length * 2 < told.length) return { fits: false, why: 'other_words' }

  const shifts = matching.map(({ offsets }) => median(offsets))
  const shiftMs = median(shifts)
  const agreeing = shifts.filter((shift) => Math.abs(shift - shiftMs) <= AGREE_MS)
  if (agreeing.length * 4 < shifts.length * 3 || Math.abs(shiftMs) > MAX_SHIFT_MS) {
    return { fits: false, why: 'other_times' }
  }
  const fineMs = bySound(cues, windows, median(agreeing))
  return { fits: true, shiftMs: Math.abs(fineMs) < MIN_SHIFT_MS ? 0 : fineMs }
}

/** For each word that is heard in the window and written around it, how much later it is heard. Milliseconds. */
function offsetsIn(cues: readonly Cue[], window: HeardWindow): number[] {
  const near = cues.filter(
    ({ startMs, endMs }) => endMs > window.startMs - MAX_SHIFT_MS && startMs < window.endMs + MAX_SHIFT_MS,
  )
  const written = near.flatMap((cue, i) =>
    placeWords(cue.text, cue, [], { startMs: cue.startMs, endMs: near[i + 1]?.startMs ?? Infinity }),
  )
  const texts = (words: readonly TimedWord[]): string[] => words.map(({ text }) => text)
  const middle = (word: TimedWord | undefined): number => ((word?.startMs ?? 0) + (word?.endMs ?? 0)) / 2
  return matchWords(texts(window.words), texts(written)).map(([i, j]) => middle(window.words[i]) - middle(written[j]))
}

const SEARCH_MS = 600
const STEP_MS = 20
/** A cue further from where speech begins or ends than this begins or ends inside it. */
const FAR_MS = 400
/** Cues begin with the speech more exactly than they end with it. */
const END_WEIGHT = 0.5
/** Pauses a cue may begin or end at. */
const CLEAR_PAUSE_MS = 200
/** Cues are left where they are unless another place fits so much better: most breaks of cues are no pauses, and err. */
const CLEARLY_BETTER = 0.8

/** The shift near `aboutMs` with which the cues begin and end where the speech in the windows does; 0 if that is about as good. */
function bySound(cues: readonly Cue[], windows: readonly HeardWindow[], aboutMs: number): number {
  let best = aboutMs
  let least = Infinity
  for (let off = -SEARCH_MS; off <= SEARCH_MS; off += STEP_MS) {
    const shiftMs = Math.round(aboutMs + off)
    // Of equal ones the one that the words tell.
    const cost = distanceToSpeech(cues, windows, aboutMs, shiftMs) + Math.abs(off) / SEARCH_MS
    if (cost >= least) continue
    least = cost
    best = shiftMs
  }
  const mayStay = Math.abs(aboutMs) <= SEARCH_MS
  return mayStay && distanceToSpeech(cues, windows, aboutMs, 0) * CLEARLY_BETTER <= least ? 0 : best
}

/** How far the edges of shifted cues are from where speech begins and ends, over those that are heard with `aboutMs`. */
function distanceToSpeech(
  cues: readonly Cue[],
  windows: readonly HeardWindow[],
  aboutMs: number,
  shiftMs: number,
): number {
  let sum = 0
  for (const { startMs, endMs, pauses } of windows) {
    const clear = pauses.filter((pause) => pause.endMs - pause.startMs >= CLEAR_PAUSE_MS)
    const isInside = (ms: number): boolean => ms + aboutMs > startMs + FAR_MS && ms + aboutMs < endMs - FAR_MS
    for (const cue of cues) {
      if (isInside(cue.startMs)) sum += nearest(clear, 'endMs', cue.startMs + shiftMs)
      if (isInside(cue.endMs)) sum += END_WEIGHT * nearest(clear, 'startMs', cue.endMs + shiftMs)
    }
  }
  return sum
}

const nearest = (pauses: readonly Pause[], side: 'startMs' | 'endMs', ms: number): number =>
  Math.min(FAR_MS, ...pauses.map((pause) => Math.abs(pause[side] - ms)))

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return Math.round(((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2)
}
