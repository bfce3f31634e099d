import type { JobErrorCode } from '../../../workers/contract/errors.ts'

/** Ends a job in `failed` with a reason the learner is told. `detail` is for the log and the job's row, not for the page. */
export class JobFailure extends Error {
  readonly code: JobErrorCode
  readonly detail: string

  constructor(code: JobErrorCode, detail = '') {
    super(detail ? `${code}: ${detail}` : code)
    this.name = 'JobFailure'
    this.code = code
    this.detail = detail
  }
}

/** Why work on a job ends without an outcome of its own. Only `stopping` is still reported, as `interrupted`. */
export type StopReason = 'cancelled' | 'replaced' | 'lease_lost' | 'not_wanted' | 'unreachable' | 'stopping'

/** The reason an abort signal of a job carries. */
export class JobStopped extends Error {
  readonly reason: StopReason

  constructor(reason: StopReason) {
    super(`job stopped: ${reason}`)
    this.name = 'JobStopped'
    this.reason = reason
  }
}
