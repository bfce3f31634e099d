import { asrOutcome } from '../asr/asr-outcome.ts'
import type { Recogniser } from '../asr/recogniser.ts'

/** What the recogniser hears in at most 15 s of sound. Throws `JobFailure` `asr_failed`. */
export async function textOf(
  samples: Float32Array,
  { recogniser, signal, urgent }: { recogniser: Recogniser; signal: AbortSignal; urgent: boolean },
): Promise<string> {
  return (await asrOutcome(recogniser.recognise(samples, { signal, urgent }), signal)).text
}
