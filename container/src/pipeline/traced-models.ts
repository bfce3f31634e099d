import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import { traced, type Trace } from './trace.ts'

type Models = { recogniser: Recogniser; detector: SpeechDetector }

/** The same models; how long a job waits for them, its turn included, is told as `recognise` and `hear`. */
export function tracedModels({ recogniser, detector }: Models, trace: Trace | undefined): Models {
  return {
    recogniser: { recognise: (samples, how) => traced(trace, 'recognise', () => recogniser.recognise(samples, how)) },
    detector: {
      open() {
        const stream = detector.open()
        return { push: (samples) => traced(trace, 'hear', () => stream.push(samples)), close: () => stream.close() }
      },
    },
  }
}
