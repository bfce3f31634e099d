import { createCutter, type Segment } from '../../../workers/domain/segments/cutter.ts'
import type { HeardBlock } from './detect-speech.ts'
import { createSoundBuffer } from './sound-buffer.ts'

export type CutSegment = Segment & { samples: Float32Array }

/**
 * Cuts what was heard into segments, each with its own copy of the sound, as soon as the cutting rules let one go.
 * `onHeard` is told up to which millisecond no segment to come will start. Those that end by `fromMs` are left out: an
 * earlier attempt has them. They are cut all the same, so that the others are what they were for it.
 */
export async function* cutSegments(
  heard: AsyncIterable<HeardBlock>,
  options: { fromMs: number; onHeard: (ms: number) => void },
): AsyncGenerator<CutSegment, void, undefined> {
  const cutter = createCutter()
  const sound = createSoundBuffer()
  const withSamples = (segments: readonly Segment[]): CutSegment[] =>
    segments
      .filter(({ endMs }) => endMs > options.fromMs)
      .map((segment) => ({ ...segment, samples: sound.between(segment.startMs, segment.endMs) }))

  for await (const { samples, frames } of heard) {
    sound.push(samples)
    yield* withSamples(frames.flatMap((frame) => cutter.push(frame)))
    options.onHeard(cutter.keepFromMs())
    sound.forgetBefore(cutter.keepFromMs())
  }
  yield* withSamples(cutter.end())
}
