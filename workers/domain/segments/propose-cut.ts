/**
 * Where to cut a segment that is too much to hold in the head, once its words are known. The recogniser gives no word
 * times, so where a word was said is an estimate, good enough to say which pause a full stop or a comma belongs to.
 * A proposal is only that: whoever asks must recognise both sides again and see that their words are those of the whole.
 */
import { splitWords } from '../text/words.ts'
import { boundaryAfter, type Boundary } from './boundary.ts'
import { BREATH_MS, COMFORTABLE_MS, COMFORTABLE_WORDS, MIN_PIECE_MS, NEAR_ESTIMATED_MS } from './limits.ts'
import type { Pause, Span } from './piece.ts'

/** No side has fewer words: it would be a fragment. */
const MIN_SIDE_WORDS = 3
/** In long speech an estimate is off by more. */
const NEAR_SHARE = 0.06
/** What the punctuation is worth, in milliseconds of pause: sentence ends first, then clauses, then commas. */
const WORTH: Record<Boundary, number> = { sentence: 600, clause: 400, comma: 250 }

/** Whether the segment is more than a learner holds in the head: over 8 s or 12 words. */
export function isTooMuch(lengthMs: number, text: string): boolean {
  return lengthMs > COMFORTABLE_MS || splitWords(text).length > COMFORTABLE_WORDS
}

/** Those of `pauses` to cut `speech` at, which says `text`, the best first; none when nothing fits. */
export function proposeCuts(speech: Span, pauses: readonly Pause[], text: string): Pause[] {
  const { startMs, endMs } = speech
  const words = splitWords(text)
  const spokenMs = endMs - startMs - pauses.reduce((sum, pause) => sum + lengthOf(pause), 0)
  const weights = words.map(weightOf)
  const allWeight = weights.reduce((sum, weight) => sum + weight, 0)
  /** When each word ends, in milliseconds of speech without its pauses. An estimate. */
  let weight = 0
  const spokenAfter = weights.map((own) => ((weight += own) / allWeight) * spokenMs)

  const scored: { pause: Pause; score: number }[] = []
  let pausedMs = 0
  for (const pause of pauses) {
    const spokenBefore = pause.startMs - startMs - pausedMs
    pausedMs += lengthOf(pause)
    const shorterSide = Math.min(pause.startMs - startMs, endMs - pause.endMs)
    if (shorterSide < MIN_PIECE_MS) continue
    let score = endMs - startMs > COMFORTABLE_MS && lengthOf(pause) >= BREATH_MS ? 1 : 0
    for (let i = MIN_SIDE_WORDS - 1; i < words.length - MIN_SIDE_WORDS; i++) {
      const boundary = boundaryAfter(words[i] ?? '', words[i + 1])
      const offMs = Math.abs((spokenAfter[i] ?? 0) - spokenBefore)
      if (boundary === null || offMs > NEAR_ESTIMATED_MS + NEAR_SHARE * spokenMs) continue
      score = Math.max(score, WORTH[boundary] - offMs / 4)
    }
    // Of like places the longer pause, and the one that leaves no short side.
    if (score > 0) scored.push({ pause, score: score + lengthOf(pause) + (400 * shorterSide) / (endMs - startMs) })
  }
  return scored.toSorted((a, b) => b.score - a.score).map(({ pause }) => pause)
}

const lengthOf = (span: Span): number => span.endMs - span.startMs

/** How long a word takes to say, by its letters; a digit is read as a word of some four. */
export function weightOf(word: string): number {
  const digits = word.match(/\p{N}/gu)?.length ?? 0
  return 2 + word.length + 3 * digits
}
