import { splitWords } from '../text/words.ts'
import type { RunnerItem } from '../../contract/runner.ts'
import type { Sentence } from './sentence.ts'

const MIN_CONFIDENCE = 0.6
const LONGEST_MS = 10_000
const SHORTEST_MS = 600
/** Nobody speaks faster; more words than this were made up. */
const MAX_WORDS_PER_SECOND = 6

/** Why a sentence should be looked at before it is trusted; the gravest reason, or null. */
export function reviewReason(sentence: Sentence): RunnerItem['reviewReason'] {
  const lengthMs = sentence.endMs - sentence.startMs
  const words = splitWords(sentence.text).length
  if (sentence.repetition || words > Math.ceil((lengthMs / 1000) * MAX_WORDS_PER_SECOND)) return 'repetition'
  if (sentence.confidence !== null && sentence.confidence < MIN_CONFIDENCE) return 'low_confidence'
  if (sentence.rereadDiffers) return 'reread_differs'
  if (sentence.cutInSpeech) return 'cut_in_speech'
  if (lengthMs > LONGEST_MS) return 'too_long'
  if (lengthMs < SHORTEST_MS || words < 2) return 'too_short'
  return null
}
