import type { RunnerJob } from '../contract/runner.ts'
import type { Refusal, TrialsPort } from '../services/context.ts'

/** How the job object reaches a runner. Two adapters: a container in production, the same process on a port otherwise. */
export type RunnerPort = TrialsPort & {
  /** `busy` also means stopping; `unreachable` is a fault that counts against the job's tries. */
  start(job: RunnerJob): Promise<'accepted' | Refusal>
  /** Best effort: a runner that does not hear it notices at its next report. */
  abort(jobId: string, lease: number): Promise<void>
}
