import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import { JOB_ERRORS } from '../../../workers/contract/errors.ts'

/** Why a link could not be fetched. `code` is what the job ends with; `cause` is for the log. */
export class LinkError extends Error {
  readonly code: JobErrorCode

  constructor(code: JobErrorCode, cause?: unknown) {
    super(JOB_ERRORS[code], { cause })
    this.name = 'LinkError'
    this.code = code
  }
}
