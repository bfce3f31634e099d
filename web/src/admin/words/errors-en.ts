import type { errorsEn } from '../../i18n/errors-en.ts'
import type { AnyErrorCode } from '../../lib/api-client.ts'

/** What an admin reads for each code that no learner meets; the others read as on the learners' site. */
export const adminErrorsEn = {
  admin_forbidden: 'This admin token is not right.',
  admin_session_expired: 'Your session has ended. Sign in again.',
  admin_role_too_low: 'Your role does not allow this.',
  csrf_failed: 'This page is out of date. Load it again.',
  admin_exists: 'There is an admin of this name already.',
  admin_not_found: 'There is no such admin any more.',
  code_batch_not_found: 'There is no such batch.',
  learner_already_so: 'Somebody did this already.',
  dispute_not_found: 'This dispute is gone: the learner took it back or left.',
  dispute_settled: 'Somebody settled this already.',
  learner_not_found: 'There is no such learner.',
  adjust_exceeds_available: 'The learner does not have that many credits available.',
  refund_exceeds_payment: 'That is more than was paid for this recording and not refunded yet.',
  dead_letter_not_found: 'This job is not on the list of dead letters any more.',
  model_route_not_found: 'There is no such model.',
  model_route_exists: 'There is a model of this name already.',
  model_route_is_default: 'This is the model jobs get when they name none. It stays.',
  model_route_is_fallback: 'Another model falls back on this one. Take it out there first.',
  model_route_in_use: 'Jobs are under way with this model. Wait until they have ended.',
  model_route_failed: 'The model did not answer as it should.',
  recording_too_long: 'The recording is longer than a minute. Take a shorter one.',
  runner_unauthorized: 'Something went wrong on our side.',
  lease_lost: 'Something went wrong on our side.',
  source_gone: 'The recording is no longer kept. Upload it again.',
} satisfies Record<Exclude<AnyErrorCode, keyof typeof errorsEn>, string>
