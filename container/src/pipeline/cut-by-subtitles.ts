import { createCueCutter, type CueSentence } from '../../../workers/domain/subtitles/cut-cues.ts'
import type { Cue } from '../../../workers/domain/subtitles/cue.ts'
import type { HeardBlock } from './detect-speech.ts'

/**
 * The sentences of the cues, cut where the sound pauses, as soon as they are certain. All of the sound must be heard, also
 * for a job that goes on at `fromMs`: the sentences of an earlier attempt come out the same way and are passed over.
 * `onHeard` is told up to which millisecond no sentence to come will start.
 */
export async function* cutBySubtitles(
  heard: AsyncIterable<HeardBlock>,
  cues: readonly Cue[],
  options: { fromMs: number; onHeard: (ms: number) => void },
): AsyncGenerator<CueSentence, void, undefined> {
  const cutter = createCueCutter(cues)
  // A stored clip is cut at whole frames of MP3, so its end is a little later than the sentence's.
  const isNew = ({ startMs, endMs }: CueSentence): boolean => (startMs + endMs) / 2 > options.fromMs
  for await (const { frames } of heard) {
    yield* frames.flatMap((frame) => cutter.push(frame)).filter(isNew)
    options.onHeard(cutter.keepFromMs())
  }
  yield* cutter.end().filter(isNew)
}
