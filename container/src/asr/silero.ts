import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import ort from 'onnxruntime-node'
import { freeNow } from '../free-now.ts'
import { VAD_FILE } from './model-files.ts'
import { sileroForSequences } from './silero-graph.ts'

/** Samples of one frame at 16 kHz: 32 ms. */
export const FRAME_SAMPLES = 512
/** The model also wants the end of the frame before, and the end of this one mirrored. */
const CONTEXT_SAMPLES = 64
const INPUT_SAMPLES = CONTEXT_SAMPLES + FRAME_SAMPLES + CONTEXT_SAMPLES
const UNITS = 128

export type Silero = {
  /** Speech probability of each 512-sample frame; `memory` carries what the model knows from one call to the next. */
  probabilities: (samples: Float32Array, memory: SileroMemory) => Promise<Float32Array>
}

export type SileroMemory = { h: Float32Array; c: Float32Array; context: Float32Array }

export function freshMemory(): SileroMemory {
  return { h: new Float32Array(UNITS), c: new Float32Array(UNITS), context: new Float32Array(CONTEXT_SAMPLES) }
}

/** Loads Silero VAD v6. Blocks its thread while it computes (about 0.06 ms a frame, when there are many). */
export async function loadSilero(modelDir: string): Promise<Silero> {
  const graph = Buffer.concat(sileroForSequences(await readFile(join(modelDir, VAD_FILE))))
  const session = await ort.InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 })

  return {
    async probabilities(samples, memory) {
      const count = samples.length / FRAME_SAMPLES
      const frames = framesOf(samples, memory.context)
      const { speech, hn, cn } = await session.run({
        frames: new ort.Tensor('float32', frames, [count, 1, INPUT_SAMPLES]),
        h: new ort.Tensor('float32', memory.h, [1, 1, UNITS]),
        c: new ort.Tensor('float32', memory.c, [1, 1, UNITS]),
      })
      freeNow(frames)
      memory.h = floats(hn)
      memory.c = floats(cn)
      memory.context = samples.slice(-CONTEXT_SAMPLES)
      return floats(speech)
    },
  }
}

function framesOf(samples: Float32Array, context: Float32Array): Float32Array {
  const frames = new Float32Array((samples.length / FRAME_SAMPLES) * INPUT_SAMPLES)
  frames.set(context)
  for (let at = 0, to = 0; at < samples.length; at += FRAME_SAMPLES, to += INPUT_SAMPLES) {
    if (at > 0) frames.set(samples.subarray(at - CONTEXT_SAMPLES, at), to)
    frames.set(samples.subarray(at, at + FRAME_SAMPLES), to + CONTEXT_SAMPLES)
    const mirror = to + CONTEXT_SAMPLES + FRAME_SAMPLES
    for (let i = 0; i < CONTEXT_SAMPLES; i++) frames[mirror + i] = frames[mirror - 2 - i] ?? 0
  }
  return frames
}

function floats(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new Error('the speech detector gave something else than float32')
  return tensor.data
}
