/** From a piece of sound to words with times of the source, by whatever route can. */
import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { TimedWord } from '../../../workers/domain/segments/timed-word.ts'
import { placeWords } from '../../../workers/domain/segments/place-words.ts'
import type { Recogniser } from '../asr/recogniser.ts'
import { JobFailure } from '../job/job-failure.ts'
import { callWhole } from '../providers/call-whole.ts'
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

/** Words in order of time, and the name of the route that heard them. */
export type HeardWords = { words: TimedWord[]; model: string }

/**
 * What was heard, in order of time: all of it by one route, or a part by each that was needed. Throws `JobFailure` `asr_failed`
 * when none could.
 */
export async function transcribePiece(
  piece: SoundPiece,
  urgent: boolean,
  context: Transcribing,
): Promise<HeardWords[]> {
  try {
    return await hear(piece, urgent, context)
  } catch (error) {
    context.signal.throwIfAborted()
    throw new JobFailure('asr_failed', error instanceof Error ? error.message : String(error))
  }
}

/** The piece as it is by the routes that take it so; from the first on that does not, each stretch of it by itself. */
async function hear(piece: SoundPiece, urgent: boolean, context: Transcribing): Promise<HeardWords[]> {
  const takesIt = (route: RunnerRoute): boolean => takes(route, piece)
  const done = await callWhole(context, takesIt, (call) => wordsOf(piece, call, context), urgent)
  if ('value' in done) return [{ words: done.value, model: done.route.modelName }]
  const rest = { ...context, routes: done.rest }
  const stretches = piece.segments.map((segment) => ({ ...segment, segments: [segment], sound: segment.samples }))
  return (await Promise.all(stretches.map((stretch) => hear(stretch, urgent, rest)))).flat()
}

/** Without times a stretch of speech at a time, so that a word's place is a matter of some words' length. */
function takes(route: RunnerRoute, { segments }: Piece): boolean {
  return segments.length <= 1 || findAsrProvider(route)?.maxPieceMs !== 0
}

async function wordsOf(piece: SoundPiece, call: ModelCall, { recogniser, signal }: Transcribing): Promise<TimedWord[]> {
  const provider = findAsrProvider(call.route)
  if (!provider) return embeddedWords(piece, recogniser, signal)
  const { text, words } = await provider.transcribe(piece.sound, call)
  if (!words) return estimated(text, piece)
  return words.map((word) => ({
    text: word.text,
    startMs: piece.startMs + word.startMs,
    endMs: piece.startMs + word.endMs,
    estimated: false,
  }))
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
