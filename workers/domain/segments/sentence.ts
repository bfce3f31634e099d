/**
 * From recognised segments to practice sentences. A speaker who pauses inside a sentence leaves it torn: the first half
 * ends without a full stop and the second begins in lower case. Short halves are put together again.
 */
import { splitWords } from '../text/words.ts'
import { boundaryAfter } from './boundary.ts'
import { COMFORTABLE_MS, COMFORTABLE_WORDS, MAX_JOINED_MS, MAX_JOIN_GAP_MS, MIN_CLIP_MS } from './limits.ts'
import type { Span } from './piece.ts'

export type Sentence = Span & {
  text: string
  /** 0 to 1; null when the recogniser gives none. */
  confidence: number | null
  repetition: boolean
  cutInSpeech: boolean
  /** The pause up to the next speech; null when nothing near follows. */
  gapAfterMs: number | null
  /** Recognised again as one clip, it said something else than its parts did. */
  rereadDiffers: boolean
  /** The route that read it; absent for text that came with the source, and where only one route could have. */
  asrModel?: string
}

/** Fewer words than this are a fragment: it goes to its sentence, when there is one. */
const MIN_WORDS = 3
/** A segment longer than this has more words than a fragment, so it need not be read to know. */
const FRAGMENT_LONGEST_MS = 1_500

const wordsIn = (sentence: Sentence): number => splitWords(sentence.text).length
const lengthOf = ({ startMs, endMs }: { startMs: number; endMs: number }): number => endMs - startMs
const endsSentence = (text: string): boolean => boundaryAfter(splitWords(text).at(-1) ?? '') === 'sentence'
const startsLower = (text: string): boolean => /^["'“‘(]*\p{Ll}/u.test(text)
const isFragment = (sentence: Sentence): boolean => wordsIn(sentence) < MIN_WORDS
const isTooShort = (sentence: Sentence): boolean => lengthOf(sentence) < MIN_CLIP_MS

/**
 * Whether the two, which follow each other, are one sentence. A full stop and a pause end a sentence however short it is
 * ("No. I don't."); a comma or nothing at all does not, so a fragment is joined to what it belongs to.
 */
export function shouldJoin(first: Sentence, second: Sentence): boolean {
  const lengthMs = second.endMs - first.startMs
  if (!isNear(first) || lengthMs > MAX_JOINED_MS) return false
  const isEnd = endsSentence(first.text)
  const isTorn = !isEnd && startsLower(second.text)
  if (isTorn && wordsIn(first) + wordsIn(second) <= COMFORTABLE_WORDS && lengthMs <= COMFORTABLE_MS) return true
  if (isTooShort(first)) return true
  if (isTooShort(second)) return isNearerToFirst(first, second)
  if (isEnd) return false
  return isFragment(first) || (isFragment(second) && !endsSentence(second.text) && isNearerToFirst(first, second))
}

/** Between two others, a fragment goes to the nearer one. */
const isNearerToFirst = (first: Sentence, fragment: Sentence): boolean =>
  !isNear(fragment) || (first.gapAfterMs ?? Infinity) <= (fragment.gapAfterMs ?? Infinity)

/**
 * Whether `first` must wait for the words of the segment after it, given only that segment's edges. Most sentences need
 * not, and the first of a job least of all.
 */
export function mayJoin(first: Sentence, next: Span): boolean {
  if (!isNear(first) || next.endMs - first.startMs > MAX_JOINED_MS) return false
  if (isTooShort(first) || lengthOf(next) < MIN_CLIP_MS) return true
  if (endsSentence(first.text)) return false
  return wordsIn(first) < COMFORTABLE_WORDS || lengthOf(next) <= FRAGMENT_LONGEST_MS
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
