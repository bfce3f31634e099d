/**
 * From recognised segments to practice sentences. A speaker who pauses inside a sentence leaves it torn: the first half
 * ends without a full stop and the second begins in lower case. Short halves are put together again.
 */
import { splitWords } from '../text/words.ts'
import { boundaryAfter } from './boundary.ts'
import { MAX_JOINED_MS, MAX_JOIN_GAP_MS } from './limits.ts'

export type Sentence = {
  startMs: number
  endMs: number
  text: string
  /** 0 to 1; null when the recogniser gives none. */
  confidence: number | null
  repetition: boolean
  cutInSpeech: boolean
  /** The pause up to the next speech; null when nothing near follows. */
  gapAfterMs: number | null
  /** Recognised again as one clip, it said something else than its parts did. */
  rereadDiffers: boolean
}

const MAX_TORN_WORDS = 12
const MAX_TORN_MS = 8_000
/** Fewer words than this make no exercise of their own. */
const MIN_WORDS = 3
/** A segment longer than this has more words than a fragment, so it need not be read to know. */
const FRAGMENT_LONGEST_MS = 1_500

const endsSentence = (text: string): boolean => boundaryAfter(splitWords(text).at(-1) ?? '') === 'sentence'
const startsLower = (text: string): boolean => /^["'“‘(]*\p{Ll}/u.test(text)

/** Whether the two are one sentence, or one of them is too little to practise. */
export function shouldJoin(first: Sentence, second: Sentence): boolean {
  if (!isNear(first)) return false
  const words = [splitWords(first.text).length, splitWords(second.text).length] as const
  const lengthMs = second.endMs - first.startMs
  const torn = !endsSentence(first.text) && startsLower(second.text)
  if (torn && words[0] + words[1] <= MAX_TORN_WORDS && lengthMs <= MAX_TORN_MS) return true
  return Math.min(...words) < MIN_WORDS && lengthMs <= MAX_JOINED_MS
}

/**
 * Whether `first` must wait for the words of the segment after it, given only that segment's edges. Most sentences need
 * not, and the first of a job least of all.
 */
export function mayJoin(first: Sentence, next: { startMs: number; endMs: number }): boolean {
  if (!isNear(first) || next.endMs - first.startMs > MAX_JOINED_MS) return false
  const words = splitWords(first.text).length
  return (
    words < MIN_WORDS ||
    next.endMs - next.startMs <= FRAGMENT_LONGEST_MS ||
    (!endsSentence(first.text) && words < MAX_TORN_WORDS)
  )
}

const isNear = (sentence: Sentence): boolean => sentence.gapAfterMs !== null && sentence.gapAfterMs <= MAX_JOIN_GAP_MS

export function joinSentences(first: Sentence, second: Sentence): Sentence {
  return {
    startMs: first.startMs,
    endMs: second.endMs,
    text: `${first.text} ${second.text}`.trim(),
    confidence: weighted(first, second),
    repetition: first.repetition || second.repetition,
    cutInSpeech: first.cutInSpeech || second.cutInSpeech,
    gapAfterMs: second.gapAfterMs,
    rereadDiffers: first.rereadDiffers || second.rereadDiffers,
  }
}

/** Each half counts by its words. */
function weighted(first: Sentence, second: Sentence): number | null {
  if (first.confidence === null || second.confidence === null) return null
  const [a, b] = [splitWords(first.text).length, splitWords(second.text).length]
  return (first.confidence * a + second.confidence * b) / Math.max(1, a + b)
}
