import type { Frame } from '../../../workers/domain/segments/split-run.ts'
import { LEVEL_STEP_MS } from '../../../workers/domain/segments/levels.ts'
import { FRAME_MS } from '../../../workers/domain/segments/limits.ts'
import type { SpeechDetector } from '../asr/recogniser.ts'

/** Samples of a detector frame (32 ms at 16 kHz). */
export const FRAME_SAMPLES = 512

const STEPS = FRAME_MS / LEVEL_STEP_MS
const STEP_SAMPLES = FRAME_SAMPLES / STEPS

/** A block of sound and, for each of its 512-sample frames, how likely it is speech and how loud. */
export type HeardBlock = { samples: Float32Array; frames: Frame[] }

/**
 * Listens to the blocks of a recording in order, from its beginning: what the detector makes of a moment depends on all it
 * has heard before.
 */
export async function* detectSpeech(
  blocks: AsyncIterable<Float32Array>,
  detector: SpeechDetector,
): AsyncGenerator<HeardBlock, void, undefined> {
  const stream = detector.open()
  try {
    for await (const samples of blocks) {
      const frames = Array.from(await stream.push(samples), (speech, i) => ({
        speech,
        ...levelsOf(samples.subarray(i * FRAME_SAMPLES, (i + 1) * FRAME_SAMPLES)),
      }))
      yield { samples, frames }
    }
  } finally {
    stream.close()
  }
}

/** Loudness in dB of full scale (root mean square), of a frame and of its steps. */
function levelsOf(samples: Float32Array): Pick<Frame, 'level' | 'steps'> {
  const powers = Array.from({ length: STEPS }, (_, step) => {
    let power = 0
    for (let i = step * STEP_SAMPLES; i < (step + 1) * STEP_SAMPLES; i++) power += (samples[i] ?? 0) ** 2
    return power / STEP_SAMPLES
  })
  const decibels = (power: number): number => 10 * Math.log10(power)
  return { level: decibels(powers.reduce((sum, power) => sum + power, 0) / STEPS), steps: powers.map(decibels) }
}
