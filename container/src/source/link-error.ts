import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import { JOB_ERRORS } from '../../../workers/contract/errors.ts'
import type { NoMedia } from './looks-like-page.ts'

/** Why a link could not be fetched. `code` is what the job ends with; `cause` is for the log. */
export class LinkError extends Error {
  readonly code: JobErrorCode

  constructor(code: JobErrorCode, cause?: unknown) {
    super(JOB_ERRORS[code], { cause })
    this.name = 'LinkError'
    this.code = code
  }
}

/** The link was answered, and not with media; whoever knows what to do with the `kind` it is goes on from there. */
export class NoMediaError extends LinkError {
  readonly kind: NoMedia

  constructor(kind: NoMedia) {
    super(kind === 'page' ? 'unsupported_link' : 'link_not_media')
    this.name = 'NoMediaError'
    this.kind = kind
  }
}
