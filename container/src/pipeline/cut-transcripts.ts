/**
 * From the sound to sentences by way of providers that hear long pieces at once: the sound is cut into pieces at silences,
 * pieces are sent side by side, and their words, which come back in order, are one text that is cut as subtitles are
 * (cut-words.ts), without regard to where the pieces were cut.
 */
import { createCutter, type Segment } from '../../../workers/domain/segments/cutter.ts'
import { createWordCutter, UNSEEN_MS, type WordPiece } from '../../../workers/domain/segments/cut-words.ts'
import { FRAME_MS } from '../../../workers/domain/segments/limits.ts'
import { createPauseFinder } from '../../../workers/domain/segments/pause-finder.ts'
import { freeNow } from '../free-now.ts'
import type { CutSegment } from './cut.ts'
import type { CutSentence } from './cut-subtitles.ts'
import type { HeardBlock } from './detect-speech.ts'
import { groupPieces, type Piece } from './group-pieces.ts'
import { prefetch } from './prefetch.ts'
import { createSoundBuffer } from './sound-buffer.ts'
import type { HeardWords, SoundPiece } from './transcribe-piece.ts'

type Options = {
  fromMs: number
  maxPieceMs: number
  /** Pieces that may be under way at once. */
  ahead: number
  transcribe: (piece: SoundPiece, urgent: boolean) => Promise<HeardWords[]>
  /** Is told up to which millisecond no sentence to come will start. */
  onHeard: (ms: number) => void
}

const BEFORE_MS = 1_000

export async function* cutTranscripts(
  heard: AsyncIterable<HeardBlock>,
  { fromMs, maxPieceMs, ahead, transcribe, onHeard }: Options,
): AsyncGenerator<CutSentence, void, undefined> {
  const segmentCutter = createCutter()
  const pauses = createPauseFinder()
  const words = createWordCutter(pauses)
  const sound = createSoundBuffer()
  /** Where segments begin whose words are not there yet. */
  let waiting: number[] = []
  /** Who heard each word of the text. */
  const models: string[] = []
  let frameCount = 0

  function keepFromMs(): number {
    const unheard = Math.min(waiting[0] ?? Infinity, segmentCutter.keepFromMs()) - UNSEEN_MS
    return Math.max(0, Math.min(words.keepFromMs(), unheard))
  }

  async function* segments(): AsyncGenerator<CutSegment, void, undefined> {
    // What ends by `fromMs` an earlier attempt has.
    const withSamples = (all: readonly Segment[]): CutSegment[] => {
      const wanted = all.filter(({ endMs }) => endMs > fromMs)
      waiting.push(...wanted.map(({ startMs }) => startMs))
      return wanted.map((segment) => ({ ...segment, samples: sound.between(segment.startMs, segment.endMs) }))
    }
    for await (const { samples, frames } of heard) {
      sound.push(samples)
      frameCount += frames.length
      for (const frame of frames) pauses.push(frame)
      yield* withSamples(frames.flatMap((frame) => segmentCutter.push(frame)))
    }
    pauses.end()
    yield* withSamples(segmentCutter.end())
  }

  async function* transcripts(): AsyncGenerator<{ piece: Piece; heard: Promise<HeardWords[]> }, void, undefined> {
    let isFirst = true
    for await (const piece of groupPieces(segments(), maxPieceMs)) {
      const heard = transcribe({ ...piece, sound: sound.between(piece.startMs, piece.endMs) }, isFirst)
      // Awaited in turn; until then a rejection must not count as unhandled.
      heard.catch(() => {})
      yield { piece, heard }
      isFirst = false
    }
  }

  const sentenceOf = (piece: WordPiece): CutSentence => {
    const { startMs, endMs, text, cutInSpeech, startDoubtful, endDoubtful } = piece
    const asrModel = models[piece.from]
    return {
      ...{ startMs, endMs, text, cutInSpeech, startDoubtful, endDoubtful },
      ...{ confidence: null, repetition: false, gapAfterMs: null, rereadDiffers: false, translationZh: '' },
      ...(asrModel !== undefined && { asrModel }),
      samples: startDoubtful || endDoubtful ? sound.between(startMs, endMs) : null,
    }
  }

  for await (const { piece, heard } of prefetch(transcripts(), ahead)) {
    const parts = await heard
    for (const segment of piece.segments) freeNow(segment.samples)
    waiting = waiting.slice(piece.segments.length)
    for (const { words: added, model } of parts) {
      words.addWords(added)
      for (const _ of added) models.push(model)
    }
    yield* words.settled().map(sentenceOf)
    const keep = keepFromMs()
    onHeard(keep)
    sound.forgetBefore(keep)
    pauses.forgetBefore(keep - BEFORE_MS)
  }
  yield* words.end(frameCount * FRAME_MS).map(sentenceOf)
}
