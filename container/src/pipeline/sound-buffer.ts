import { freeNow } from '../free-now.ts'
import { SAMPLE_RATE } from './decode.ts'

const SAMPLES_PER_MS = SAMPLE_RATE / 1000

/** The part of a recording's sound that is still needed. What is pushed belongs to the buffer, and is gone when forgotten. */
export type SoundBuffer = {
  push: (samples: Float32Array) => void
  /** A copy of the sound from one time to another, as far as it is there. */
  between: (startMs: number, endMs: number) => Float32Array
  forgetBefore: (ms: number) => void
}

export function createSoundBuffer(): SoundBuffer {
  let chunks: Float32Array[] = []
  /** Position in the recording of the first kept sample. */
  let base = 0
  return {
    push: (samples) => void chunks.push(samples),
    between(startMs, endMs) {
      const parts: Float32Array[] = []
      let position = base
      for (const chunk of chunks) {
        const [from, to] = [startMs * SAMPLES_PER_MS - position, endMs * SAMPLES_PER_MS - position]
        if (to > 0 && from < chunk.length) parts.push(chunk.subarray(Math.max(0, from), Math.max(0, to)))
        position += chunk.length
      }
      return concatSamples(parts)
    },
    forgetBefore(ms) {
      while (chunks[0] && base + chunks[0].length <= ms * SAMPLES_PER_MS) {
        base += chunks[0].length
        freeNow(chunks[0])
        chunks = chunks.slice(1)
      }
    },
  }
}

/** A copy of the parts, one after the other. */
export function concatSamples(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}
