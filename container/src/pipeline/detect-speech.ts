import type { Frame } from '../../../workers/domain/segments/split-run.ts'
import { FRAME_MS } from '../../../workers/domain/segments/limits.ts'
import type { SpeechDetector } from '../asr/recogniser.ts'

/** Samples of a detector frame (32 ms at 16 kHz). */
export const FRAME_SAMPLES = 512

/** A block of sound and, for each of its 512-sample frames, how likely it is speech and how loud. */
export type HeardBlock = { samples: Float32Array; frames: Frame[] }

/** The detector needs a moment of sound before its judgement is worth something. */
const WARM_UP_MS = 2_000

/**
 * Listens to the blocks of a recording in order. Frames before `fromMs` count as silence, and all but the last two
 * seconds of them are not even listened to: that part was done by an earlier attempt.
 */
export async function* detectSpeech(
  blocks: AsyncIterable<Float32Array>,
  detector: SpeechDetector,
  fromMs: number,
): AsyncGenerator<HeardBlock, void, undefined> {
  const stream = detector.open()
  let startMs = 0
  try {
    for await (const samples of blocks) {
      const count = samples.length / FRAME_SAMPLES
      const endMs = startMs + count * FRAME_MS
      const probabilities = endMs > fromMs - WARM_UP_MS ? await stream.push(samples) : new Float32Array(count)
      const frames = Array.from(probabilities, (speech, i) => ({
        speech: startMs + i * FRAME_MS < fromMs ? 0 : speech,
        level: levelOf(samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES)),
      }))
      yield { samples, frames }
      startMs = endMs
    }
  } finally {
    stream.close()
  }
}

/** Loudness of a frame in dB of full scale (root mean square). */
function levelOf(samples: Float32Array): number {
  let power = 0
  for (const value of samples) power += value * value
  return 10 * Math.log10(power / samples.length)
}
