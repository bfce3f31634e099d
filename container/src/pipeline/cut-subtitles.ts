import { createCueCutter, type CueSentence } from '../../../workers/domain/subtitles/cut-cues.ts'
import type { Cue } from '../../../workers/domain/subtitles/cue.ts'
import type { HeardBlock } from './detect-speech.ts'
import { createSoundBuffer } from './sound-buffer.ts'

/** A sentence, and its sound where one of its edges is in doubt. */
export type CutSentence = CueSentence & { samples: Float32Array | null }

/**
 * The sentences of the cues, cut where the sound pauses, as soon as they are certain. All of the sound must be heard, also
 * for a job that goes on: what was cut in an earlier attempt is cut the same way again. `onHeard` is told up to which
 * millisecond no sentence to come will start.
 */
export async function* cutSubtitles(
  heard: AsyncIterable<HeardBlock>,
  cues: readonly Cue[],
  onHeard: (ms: number) => void,
): AsyncGenerator<CutSentence, void, undefined> {
  const cutter = createCueCutter(cues)
  const sound = createSoundBuffer()
  const withSamples = (sentence: CueSentence): CutSentence => {
    const isDoubtful = sentence.startDoubtful || sentence.endDoubtful
    return { ...sentence, samples: isDoubtful ? sound.between(sentence.startMs, sentence.endMs) : null }
  }
  for await (const { samples, frames } of heard) {
    sound.push(samples)
    yield* frames.flatMap((frame) => cutter.push(frame)).map(withSamples)
    onHeard(cutter.keepFromMs())
    sound.forgetBefore(cutter.keepFromMs())
  }
  yield* cutter.end().map(withSamples)
}
