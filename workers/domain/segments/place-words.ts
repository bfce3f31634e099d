/**
 * When the words of a line are said, estimated from when the line is: each takes as much of the time in which somebody
 * speaks as it has letters. Subtitles stay on the screen after the last word and come a little late, so the line's own
 * edges are moved to where its speech begins and ends, when that is near.
 */
import type { Span } from './piece.ts'
import { weightOf } from './propose-cut.ts'
import { tokensOf, type TimedWord } from './timed-word.ts'

/** Speech that began or goes on for at most this much outside the line's time still belongs to it. */
const EARLY_MS = 300
const LATE_MS = 400
/** Milliseconds a letter takes at the slowest and at the fastest; common are 55 to 60. */
const SLOWEST_MS = 170
const FASTEST_MS = 25
const SHORTEST_WORD_MS = 10

/**
 * The words of `text`, which is said from `line.startMs` to `line.endMs`, around the pauses of the sound. Not before
 * `room.startMs`, where the words before end, nor after `room.endMs`, where the next line begins.
 */
export function placeWords(text: string, line: Span, pauses: readonly Span[], room: Span): TimedWord[] {
  const tokens = tokensOf(text)
  const weights = tokens.map(weightOf)
  const allWeight = weights.reduce((sum, weight) => sum + weight, 0)
  const span = toSpeech(line, pauses, room)
  const spoken = speechIn(span, pauses)
  // Where the detector hears hardly anybody, the line's time is all there is to go by.
  const stretches = lengthOf(spoken) < allWeight * FASTEST_MS ? [span] : spoken
  const spokenMs = Math.min(lengthOf(stretches), allWeight * SLOWEST_MS)

  const words: TimedWord[] = []
  let weight = 0
  let lastMs = room.startMs
  for (const [i, token] of tokens.entries()) {
    const from = (weight / allWeight) * spokenMs
    weight += weights[i] ?? 0
    const own = inOneStretch(stretches, from, (weight / allWeight) * spokenMs)
    const startMs = Math.max(lastMs, Math.round(own.startMs))
    const endMs = Math.max(startMs + SHORTEST_WORD_MS, Math.round(own.endMs))
    words.push({ text: token, startMs, endMs, estimated: true })
    lastMs = endMs
  }
  return words
}

/** The line with its edges moved out to where the speech at them begins and ends, if that is near. */
function toSpeech(line: Span, pauses: readonly Span[], room: Span): Span {
  const isIn = (ms: number): boolean => pauses.some(({ startMs, endMs }) => startMs <= ms && ms < endMs)
  const begins = pauses.findLast(({ endMs }) => endMs <= line.startMs)?.endMs ?? -Infinity
  const ends = pauses.find(({ startMs }) => startMs >= line.endMs)?.startMs ?? Infinity
  const early = !isIn(line.startMs) && line.startMs - begins <= EARLY_MS
  const late = !isIn(line.endMs) && ends - line.endMs <= LATE_MS
  const startMs = Math.max(room.startMs, early ? begins : line.startMs)
  return { startMs, endMs: Math.max(startMs + 1, Math.min(room.endMs, late ? ends : line.endMs)) }
}

/** The stretches of a span in which somebody speaks. */
function speechIn(span: Span, pauses: readonly Span[]): Span[] {
  const speech: Span[] = []
  let startMs = span.startMs
  for (const pause of pauses) {
    if (pause.endMs <= startMs || pause.startMs >= span.endMs) continue
    if (pause.startMs > startMs) speech.push({ startMs, endMs: pause.startMs })
    startMs = pause.endMs
  }
  if (startMs < span.endMs) speech.push({ startMs, endMs: span.endMs })
  return speech
}

/** From one moment of the speech to another, in the one stretch that has most of it: nobody pauses inside a word. */
function inOneStretch(stretches: readonly Span[], fromMs: number, toMs: number): Span {
  let best: Span | null = null
  let bestMs = -1
  let passedMs = 0
  for (const { startMs, endMs } of stretches) {
    const ownFrom = Math.max(fromMs - passedMs, 0)
    const ownTo = Math.min(toMs - passedMs, endMs - startMs)
    if (ownTo - ownFrom > bestMs) {
      best = { startMs: startMs + ownFrom, endMs: startMs + ownTo }
      bestMs = ownTo - ownFrom
    }
    passedMs += endMs - startMs
  }
  return best ?? { startMs: fromMs, endMs: toMs }
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)
