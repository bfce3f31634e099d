/**
 * From the sound of a segment to its words, and, where that is too much to hold in the head, to parts of it. A part is
 * cut at the pause that fits the punctuation, and only if both sides, each recognised alone, say what the whole said.
 */
import type { Pause } from '../../../workers/domain/segments/piece.ts'
import { isTooMuch, proposeCuts } from '../../../workers/domain/segments/propose-cut.ts'
import { saysTheSame, wordsOfSides } from '../../../workers/domain/segments/same-words.ts'
import type { Sentence } from '../../../workers/domain/segments/sentence.ts'
import { freeNow } from '../free-now.ts'
import type { Recognition } from '../asr/recogniser.ts'
import type { CutSegment } from './cut.ts'
import { SAMPLE_RATE } from './decode.ts'

/** A sentence with its sound, 16 kHz mono from its `startMs` to its `endMs`. */
export type Heard = { sentence: Sentence; samples: Float32Array }
type Read = (samples: Float32Array) => Promise<Recognition>
type Part = Omit<CutSegment, 'gapAfterMs'>

const SAMPLES_PER_MS = SAMPLE_RATE / 1000
/** Pauses that are tried before a long part is left as it is: each costs a recognition of it all. */
const TRIES = 2
/** Sound in which the model heard nothing is read once more with this much silence on either side. */
const RETRY_SILENCE_MS = 300

/**
 * Reads a segment. Gives its sentences in order, with an empty text where the model heard nothing twice. `whole`: as it
 * is, without looking for places to cut.
 */
export async function readSegment(segment: CutSegment, read: Read, whole: boolean): Promise<Heard[]> {
  let recognition = await read(segment.samples)
  if (recognition.text === '') {
    const longer = withSilence(segment.samples)
    recognition = await read(longer)
    freeNow(longer)
  }
  const parts = whole ? [{ part: segment, recognition }] : await cutToSize(segment, recognition, read)
  return parts.map(({ part, recognition: { text, confidence, repetition, cutOff } }, i) => ({
    sentence: {
      startMs: part.startMs,
      endMs: part.endMs,
      text,
      confidence,
      repetition: repetition || cutOff,
      cutInSpeech: part.cutInSpeech,
      gapAfterMs:
        i === parts.length - 1 ? segment.gapAfterMs : (parts[i + 1]?.part.speech.startMs ?? 0) - part.speech.endMs,
      rereadDiffers: false,
    },
    samples: part.samples,
  }))
}

async function cutToSize(
  part: Part,
  recognition: Recognition,
  read: Read,
): Promise<{ part: Part; recognition: Recognition }[]> {
  const { speech, pauses } = part
  if (!isTooMuch(speech.endMs - speech.startMs, recognition.text)) return [{ part, recognition }]
  for (const pause of proposeCuts(speech, pauses, recognition.text).slice(0, TRIES)) {
    const [before, after] = cutPart(part, pause)
    const [first, second] = await Promise.all([read(before.samples), read(after.samples)])
    if (!saysTheSame(recognition.text, `${first.text} ${second.text}`)) {
      for (const { samples } of [before, after]) freeNow(samples)
      continue
    }
    freeNow(part.samples)
    const [firstText, secondText] = wordsOfSides(recognition.text, first.text, second.text)
    return [
      ...(await cutToSize(before, { ...first, text: firstText }, read)),
      ...(await cutToSize(after, { ...second, text: secondText }, read)),
    ]
  }
  return [{ part, recognition }]
}

function cutPart(part: Part, pause: Pause): [Part, Part] {
  const { startMs, endMs, speech, pauses, samples } = part
  const at = (ms: number): number => (ms - startMs) * SAMPLES_PER_MS
  const { clipEndMs, clipStartMs } = pause
  return [
    {
      ...part,
      endMs: clipEndMs,
      speech: { ...speech, endMs: pause.startMs },
      pauses: pauses.filter((other) => other.endMs <= pause.startMs),
      samples: samples.slice(0, at(clipEndMs)),
    },
    {
      ...part,
      startMs: clipStartMs,
      endMs,
      speech: { ...speech, startMs: pause.endMs },
      pauses: pauses.filter((other) => other.startMs >= pause.endMs),
      samples: samples.slice(at(clipStartMs)),
    },
  ]
}

function withSilence(samples: Float32Array): Float32Array {
  const longer = new Float32Array(samples.length + 2 * RETRY_SILENCE_MS * SAMPLES_PER_MS)
  longer.set(samples, RETRY_SILENCE_MS * SAMPLES_PER_MS)
  return longer
}

/** The sound of two neighbours; between them silence where neither kept the pause. */
export function joinSamples(first: Heard, second: Heard): Float32Array {
  const joined = new Float32Array((second.sentence.endMs - first.sentence.startMs) * SAMPLES_PER_MS)
  joined.set(first.samples)
  joined.set(second.samples, joined.length - second.samples.length)
  return joined
}
