import { JobFailure } from '../job/job-failure.ts'

/** What was recognised. A recogniser's failure is the job's `asr_failed`, unless the job was aborted: then it is the reason of that. */
export async function asrOutcome<T>(outcome: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await outcome
  } catch (error) {
    signal.throwIfAborted()
    throw new JobFailure('asr_failed', error instanceof Error ? error.message : String(error))
  }
}
