/** From a piece of sound to words with times of the source, by whatever route can. */
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { TimedWord } from '../../../workers/domain/segments/timed-word.ts'
import { placeWords } from '../../../workers/domain/segments/place-words.ts'
import type { Recogniser } from '../asr/recogniser.ts'
import { JobFailure } from '../job/job-failure.ts'
import { findAsrProvider } from '../providers/find-provider.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import type { ModelCall } from '../providers/provider.ts'
import type { CutSegment } from './cut.ts'
import { pausesOf, type Piece } from './group-pieces.ts'
import { recogniseWords } from './recognise-words.ts'

export type Transcribing = {
  routes: readonly RunnerRoute[]
  models: ModelRoutes
  /** The embedded model, for where it is one of the routes. */
  recogniser: Recogniser
  signal: AbortSignal
}

/** A piece with its sound as it is in the source, the pauses too: 16 kHz mono. */
export type SoundPiece = Piece & { sound: Float32Array }

/** Words in order of time, and the name of the route that heard them. Throws `JobFailure` `asr_failed` when none could. */
export async function transcribePiece(
  piece: SoundPiece,
  urgent: boolean,
  { routes, models, recogniser, signal }: Transcribing,
): Promise<{ words: TimedWord[]; model: string }> {
  async function work(call: ModelCall): Promise<TimedWord[]> {
    const provider = findAsrProvider(call.route)
    if (!provider) return embeddedWords(piece, recogniser, signal)
    if (provider.maxPieceMs > 0) {
      const { text, words } = await provider.transcribe(piece.sound, call)
      if (!words) return estimated(text, piece)
      return words.map((word) => ({
        text: word.text,
        startMs: piece.startMs + word.startMs,
        endMs: piece.startMs + word.endMs,
        estimated: false,
      }))
    }
    // Without times a stretch of speech at a time, so that a word's place is a matter of some words' length.
    const stretches = piece.segments.map((segment) => ({ ...segment, segments: [segment] }))
    const texts = await Promise.all(stretches.map(({ samples }) => provider.transcribe(samples, call)))
    return stretches.flatMap((stretch, i) => estimated(texts[i]?.text ?? '', stretch))
  }
  try {
    const { value, route } = await models.call(routes, work, { signal, urgent })
    return { words: value, model: route.modelName }
  } catch (error) {
    signal.throwIfAborted()
    throw new JobFailure('asr_failed', error instanceof Error ? error.message : String(error))
  }
}

async function embeddedWords(piece: Piece, recogniser: Recogniser, signal: AbortSignal): Promise<TimedWord[]> {
  async function* copies(): AsyncGenerator<CutSegment, void, undefined> {
    // Recognition gives its samples back, and another route may be tried with these.
    for (const segment of piece.segments) yield { ...segment, samples: segment.samples.slice() }
  }
  const words: TimedWord[] = []
  const options = { ahead: piece.segments.length, signal }
  for await (const sentence of recogniseWords(copies(), recogniser, options)) words.push(...sentence.words)
  return words
}

function estimated(text: string, piece: Piece): TimedWord[] {
  const [first, last] = [piece.segments[0], piece.segments.at(-1)]
  if (!first || !last) return []
  const speech = { startMs: first.speech.startMs, endMs: last.speech.endMs }
  return placeWords(text, speech, pausesOf(piece), speech)
}
