import type { Trace } from '../pipeline/trace.ts'
import type { Recogniser, SpeechDetector } from './recogniser.ts'
import { isOutOfMemory } from '../out-of-memory.ts'
import { startWorkerPool, type WorkerPool } from './worker-pool.ts'
import type { WorkerInit } from './worker-protocol.ts'

export type EmbeddedModels = {
  recogniser: Recogniser
  detector: SpeechDetector
  ready: Promise<void>
  close: () => Promise<void>
}

/**
 * The models that ship with the product, shared by all jobs: `threads` recognisers side by side and one speech detector
 * (it is some twenty times faster than a recogniser, and needs its frames in order). `onRecognised` hears, in seconds,
 * how much speech was read and how long a thread computed on it; `onOutOfMemory` that a model was refused memory.
 */
export function startEmbeddedModels(options: {
  modelDir: string
  threads: number
  onRecognised?: (speechSeconds: number, computeSeconds: number) => void
  onOutOfMemory?: (error: unknown) => void
  /** Where the threads' time goes; for the bench. */
  trace?: Trace
}): EmbeddedModels {
  const { modelDir, threads, onRecognised, onOutOfMemory, trace } = options
  const start = (size: number, role: WorkerInit['role']): WorkerPool => {
    const pool = startWorkerPool(size, { role, modelDir })
    const run: WorkerPool['run'] = async (task, how) => {
      try {
        return await pool.run(task, how)
      } catch (error) {
        if (isOutOfMemory(error)) onOutOfMemory?.(error)
        throw error
      }
    }
    return { ...pool, run }
  }
  const recognisers = start(threads, 'recognise')
  const detectors = start(1, 'detect')
  let streams = 0

  return {
    ready: Promise.all([recognisers.ready, detectors.ready]).then(() => {}),
    recogniser: {
      async recognise(samples, { signal, urgent }) {
        const result = await recognisers.run({ kind: 'recognise', samples }, { signal, urgent })
        if (result.kind !== 'recognise') throw new Error('a recogniser answered something else')
        const { beganAt, encodedAt, endedAt, thread } = result
        onRecognised?.(samples.length / 16_000, (endedAt - beganAt) / 1000)
        trace?.('encode', beganAt, encodedAt, thread)
        trace?.('words', encodedAt, endedAt, thread)
        return result.recognition
      },
    },
    detector: {
      open() {
        const stream = streams++
        return {
          async push(samples) {
            const result = await detectors.run({ kind: 'detect', stream, samples })
            if (result.kind !== 'detect') throw new Error('a speech detector answered something else')
            trace?.('detect', result.beganAt, result.endedAt)
            return result.probabilities
          },
          close: () => void detectors.run({ kind: 'forget', stream }).catch(() => {}),
        }
      },
    },
    async close() {
      await Promise.all([recognisers.close(), detectors.close()])
    },
  }
}
