import { createCutter, type Segment } from '../../../workers/domain/segments/cutter.ts'
import { SAMPLE_RATE } from './decode.ts'
import type { HeardBlock } from './detect-speech.ts'

export type CutSegment = Segment & { samples: Float32Array }

const SAMPLES_PER_MS = SAMPLE_RATE / 1000

/**
 * Cuts what was heard into segments, each with its own copy of the sound, as soon as the cutting rules let one go.
 * `onHeard` is told up to which millisecond no segment to come will start.
 */
export async function* cutSegments(
  heard: AsyncIterable<HeardBlock>,
  options: { fromMs: number; onHeard: (ms: number) => void },
): AsyncGenerator<CutSegment, void, undefined> {
  const cutter = createCutter(options.fromMs)
  let kept: Float32Array[] = []
  /** Position in the recording of the first kept sample. */
  let base = 0

  const withSamples = (segment: Segment): CutSegment => ({
    ...segment,
    samples: copyOf(kept, segment.startMs * SAMPLES_PER_MS - base, segment.endMs * SAMPLES_PER_MS - base),
  })

  for await (const { samples, frames } of heard) {
    kept.push(samples)
    yield* frames.flatMap((frame) => cutter.push(frame)).map(withSamples)
    options.onHeard(cutter.keepFromMs())
    const keepFrom = cutter.keepFromMs() * SAMPLES_PER_MS
    while (kept[0] && base + kept[0].length <= keepFrom) {
      base += kept[0].length
      kept = kept.slice(1)
    }
  }
  yield* cutter.end().map(withSamples)
}

/** Samples `from` up to `to` of the joined chunks. */
function copyOf(chunks: readonly Float32Array[], from: number, to: number): Float32Array {
  const copy = new Float32Array(to - from)
  let position = 0
  for (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, from - position), Math.max(0, to - position))
    if (part.length > 0) copy.set(part, Math.max(0, position - from))
    position += chunk.length
  }
  return copy
}
