import { joinSentences, mayJoin, shouldJoin, type Sentence } from '../../../workers/domain/segments/sentence.ts'
import { splitWords } from '../../../workers/domain/text/words.ts'
import type { Recogniser, Recognition } from '../asr/recogniser.ts'
import { JobFailure } from '../job/job-failure.ts'
import type { CutSegment } from './cut.ts'
import { prefetch } from './prefetch.ts'

type Reading = { segment: Omit<CutSegment, 'samples'>; recognition: Promise<Recognition> }

/**
 * Writes down the segments and puts torn sentences together, in order. Up to `ahead` segments are under way at once;
 * the first of the job goes before those of other jobs. Segments in which the model hears no words are left out.
 * Throws `JobFailure` `asr_failed`.
 */
export async function* recogniseSentences(
  segments: AsyncIterable<CutSegment>,
  recogniser: Recogniser,
  options: { ahead: number; signal: AbortSignal },
): AsyncGenerator<Sentence, void, undefined> {
  let held: Sentence | null = null
  for await (const { segment, recognition } of prefetch(
    startReading(segments, recogniser, options.signal),
    options.ahead,
  )) {
    if (held && !mayJoin(held, segment)) {
      yield held
      held = null
    }
    const heard = sentenceOf(segment, await outcomeOf(recognition, options.signal))
    if (!heard) continue
    if (held && shouldJoin(held, heard)) held = joinSentences(held, heard)
    else {
      if (held) yield held
      held = heard
    }
    if (held.gapAfterMs === null) {
      yield held
      held = null
    }
  }
  if (held) yield held
}

/** Starts the recognition of each segment as it is pulled; the promises are awaited in order further on. */
async function* startReading(
  segments: AsyncIterable<CutSegment>,
  recogniser: Recogniser,
  signal: AbortSignal,
): AsyncGenerator<Reading, void, undefined> {
  let urgent = true
  for await (const { samples, ...segment } of segments) {
    const recognition = recogniser.recognise(samples, { signal, urgent })
    // Awaited in turn; until then a rejection must not count as unhandled.
    recognition.catch(() => {})
    yield { segment, recognition }
    urgent = false
  }
}

async function outcomeOf(recognition: Promise<Recognition>, signal: AbortSignal): Promise<Recognition> {
  try {
    return await recognition
  } catch (error) {
    signal.throwIfAborted()
    throw new JobFailure('asr_failed', error instanceof Error ? error.message : String(error))
  }
}

function sentenceOf(segment: Omit<CutSegment, 'samples'>, recognition: Recognition): Sentence | null {
  if (splitWords(recognition.text).length === 0) return null
  return {
    startMs: segment.startMs,
    endMs: segment.endMs,
    text: recognition.text,
    confidence: recognition.confidence,
    repetition: recognition.repetition || recognition.cutOff,
    cutInSpeech: segment.speech.cutInSpeech,
    gapAfterMs: segment.gapAfterMs,
  }
}
