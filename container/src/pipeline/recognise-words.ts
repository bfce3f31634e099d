import type { Span } from '../../../workers/domain/segments/piece.ts'
import { placeWords } from '../../../workers/domain/segments/place-words.ts'
import type { TimedWord } from '../../../workers/domain/segments/timed-word.ts'
import type { Recogniser } from '../asr/recogniser.ts'
import type { CutSegment } from './cut.ts'
import { recogniseSentences } from './recognise.ts'

/** A sentence as it was spoken, without padding. Milliseconds of the source; times of words are estimated. */
export type SpokenSentence = Span & { text: string; confidence: number | null; words: TimedWord[] }

/**
 * Recognises segments as a job does (read again where they join, cut where they are long), and places the words between
 * the pauses of the sound. The segments' samples are gone afterwards. Throws as `recogniseSentences` does.
 */
export async function* recogniseWords(
  segments: AsyncIterable<CutSegment>,
  recogniser: Recogniser,
  { ahead, signal }: { ahead: number; signal: AbortSignal },
): AsyncGenerator<SpokenSentence, void, undefined> {
  /** Where somebody speaks, and the pauses in it; of what no sentence has covered yet. */
  let heard: (Span & { pauses: readonly Span[] })[] = []
  async function* noted(): AsyncGenerator<CutSegment, void, undefined> {
    for await (const segment of segments) {
      heard.push({ ...segment.speech, pauses: segment.pauses })
      yield segment
    }
  }
  const options = { ahead, signal, isResumed: true, onWordless: () => {} }
  for await (const { startMs, endMs, text, confidence } of recogniseSentences(noted(), recogniser, options)) {
    heard = heard.filter((speech) => speech.endMs > startMs)
    const own = heard.filter((speech) => speech.startMs < endMs)
    const pauses = own.flatMap((speech, i) => {
      const next = own[i + 1]
      return next ? [...speech.pauses, { startMs: speech.endMs, endMs: next.startMs }] : speech.pauses
    })
    const spoken = {
      startMs: Math.max(startMs, own[0]?.startMs ?? startMs),
      endMs: Math.min(endMs, own.at(-1)?.endMs ?? endMs),
    }
    yield { ...spoken, text, confidence, words: placeWords(text, spoken, pauses, spoken) }
  }
}
