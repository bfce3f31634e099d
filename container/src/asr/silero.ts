import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { VAD_FILE } from './model-files.ts'

/** Samples of one frame at 16 kHz: 32 ms. */
export const FRAME_SAMPLES = 512
/** The model also wants the end of the frame before. */
const CONTEXT_SAMPLES = 64
const STATE_SHAPE = [2, 1, 128]

export type Silero = {
  /** Speech probability of each 512-sample frame; `memory` carries what the model knows from one call to the next. */
  probabilities: (samples: Float32Array, memory: SileroMemory) => Promise<Float32Array>
}

export type SileroMemory = { state: Float32Array; context: Float32Array }

export function freshMemory(): SileroMemory {
  return { state: new Float32Array(2 * 128), context: new Float32Array(CONTEXT_SAMPLES) }
}

/** Loads Silero VAD v6. Blocks its thread while it computes (about 0.2 ms a frame). */
export async function loadSilero(modelDir: string): Promise<Silero> {
  const session = await ort.InferenceSession.create(join(modelDir, VAD_FILE), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  const sr = new ort.Tensor('int64', [16_000n], [])
  const input = new Float32Array(CONTEXT_SAMPLES + FRAME_SAMPLES)

  return {
    async probabilities(samples, memory) {
      const result = new Float32Array(samples.length / FRAME_SAMPLES)
      for (let frame = 0; frame < result.length; frame++) {
        input.set(memory.context)
        input.set(samples.subarray(frame * FRAME_SAMPLES, (frame + 1) * FRAME_SAMPLES), CONTEXT_SAMPLES)
        const { output, stateN } = await session.run({
          input: new ort.Tensor('float32', input, [1, input.length]),
          state: new ort.Tensor('float32', memory.state, STATE_SHAPE),
          sr,
        })
        if (!(output?.data instanceof Float32Array) || !(stateN?.data instanceof Float32Array)) {
          throw new Error('the speech detector gave something else than float32')
        }
        result[frame] = output.data[0] ?? 0
        memory.state = stateN.data
        memory.context = input.slice(FRAME_SAMPLES)
      }
      return result
    },
  }
}
