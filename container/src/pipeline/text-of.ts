import type { Recogniser } from '../asr/recogniser.ts'
import { JobFailure } from '../job/job-failure.ts'

/** What the recogniser hears in at most 15 s of sound. Throws `JobFailure` `asr_failed`. */
export async function textOf(
  samples: Float32Array,
  { recogniser, signal, urgent }: { recogniser: Recogniser; signal: AbortSignal; urgent: boolean },
): Promise<string> {
  try {
    return (await recogniser.recognise(samples, { signal, urgent })).text
  } catch (error) {
    signal.throwIfAborted()
    throw new JobFailure('asr_failed', error instanceof Error ? error.message : String(error))
  }
}
