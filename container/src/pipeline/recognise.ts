import type { Span } from '../../../workers/domain/segments/piece.ts'
import { isPartOf, saysTheSame } from '../../../workers/domain/segments/same-words.ts'
import { joinSentences, mayJoin, shouldJoin, type Sentence } from '../../../workers/domain/segments/sentence.ts'
import { asrOutcome } from '../asr/asr-outcome.ts'
import type { Recogniser, Recognition } from '../asr/recogniser.ts'
import { freeNow } from '../free-now.ts'
import type { CutSegment } from './cut.ts'
import { prefetch } from './prefetch.ts'
import { joinSamples, readSegment, type Heard } from './read-segment.ts'

/**
 * How many segments of a job to have under way for so many threads. More than can be computed at once: sentences leave in
 * order, and no thread shall wait for a long one before its own, or for one that is read again.
 */
export const segmentsAhead = (threads: number): number => 6 * threads

type Reading = { segment: Omit<CutSegment, 'samples'>; heard: Promise<Heard[]> }
type Read = (samples: Float32Array) => Promise<Recognition>

/**
 * Writes down the segments, cuts long ones and puts torn sentences together, in order. Up to `ahead` segments are under
 * way at once; the first of the job goes before those of other jobs, and that of the recording is not cut again (it is not the first
 * when an attempt was made before: `isResumed`). Every sentence was recognised
 * as it is cut. What the model hears no words in, alone, with more silence and beside its neighbour (music, laughter), is
 * left out, and `onWordless` is told. Throws `JobFailure` `asr_failed`.
 */
export async function* recogniseSentences(
  segments: AsyncIterable<CutSegment>,
  recogniser: Recogniser,
  options: { ahead: number; signal: AbortSignal; isResumed: boolean; onWordless: (span: Span) => void },
): AsyncGenerator<Sentence, void, undefined> {
  const { signal } = options
  const readerOf =
    (urgent: boolean): Read =>
    (samples) =>
      recogniser.recognise(samples, { signal, urgent })
  let held: Heard[] = []
  let isFirst = true

  async function* release(): AsyncGenerator<Sentence, void, undefined> {
    if (held.length === 0) return
    const parts = held
    held = []
    const sentence = await asrOutcome(checked(parts, readerOf(isFirst)), signal)
    for (const part of parts) freeNow(part.samples)
    for (const part of parts) if (!sentence || !isWithin(part.sentence, sentence)) options.onWordless(part.sentence)
    if (!sentence) return
    isFirst = false
    yield sentence
  }

  for await (const { segment, heard } of prefetch(startReading(segments, readerOf, options.isResumed), options.ahead)) {
    if (held.length > 0 && !mayJoin(together(held), segment)) yield* release()
    for (const [i, next] of (await asrOutcome(heard, signal)).entries()) {
      // Parts of one segment were cut on purpose; only its first belongs to what came before.
      const joins = held.length > 0 && i === 0 && shouldJoin(together(held), next.sentence)
      if (!joins) yield* release()
      held.push(next)
      if (next.sentence.gapAfterMs === null) yield* release()
    }
  }
  yield* release()
}

/** Starts the reading of each segment as it is pulled; the promises are awaited in order further on. */
async function* startReading(
  segments: AsyncIterable<CutSegment>,
  readerOf: (urgent: boolean) => Read,
  isResumed: boolean,
): AsyncGenerator<Reading, void, undefined> {
  let isFirst = true
  for await (const whole of segments) {
    const heard = readSegment(whole, readerOf(isFirst), isFirst && !isResumed)
    // Awaited in turn; until then a rejection must not count as unhandled.
    heard.catch(() => {})
    const { samples: _, ...segment } = whole
    yield { segment, heard }
    isFirst = false
  }
}

const isWithin = (part: Span, whole: Span): boolean => part.startMs >= whole.startMs && part.endMs <= whole.endMs

const together = (parts: readonly Heard[]): Sentence => parts.map(({ sentence }) => sentence).reduce(joinSentences)

/** Joined parts are recognised once more as the one clip they will be; null when there are no words in them at all. */
async function checked(parts: readonly Heard[], read: Read): Promise<Sentence | null> {
  const sentence = together(parts)
  if (parts.length === 1) return sentence.text === '' ? null : sentence
  const whole = parts.reduce((first, second) => ({
    sentence: joinSentences(first.sentence, second.sentence),
    samples: joinSamples(first, second),
  }))
  const { text, confidence, repetition, cutOff } = await read(whole.samples)
  freeNow(whole.samples)
  const spoken = parts.filter((part) => part.sentence.text !== '')
  const [only] = spoken
  // The model heard nothing in one of them: it stays only if it has words beside its neighbour.
  if (spoken.length <= 1 && (text === '' || !isPartOf(only?.sentence.text ?? '', text))) return only?.sentence ?? null
  if (text === '' || repetition || cutOff) return { ...sentence, rereadDiffers: true }
  return { ...sentence, text, confidence, rereadDiffers: spoken.length > 1 && !saysTheSame(text, sentence.text) }
}
