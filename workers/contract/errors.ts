/**
 * Every error code the API can answer, with its HTTP status and the sentence developers see. One table, so a code that
 * is thrown but not listed does not compile. Learners never see these sentences: the site has its own words per code.
 */
export const ERRORS = {
  // Any call
  validation_failed: [400, 'The request has missing or wrong fields.'],
  not_found: [404, 'There is nothing at this address.'],
  method_not_allowed: [405, 'This address does not take that method.'],
  payload_too_large: [413, 'The request body is larger than this call takes.'],
  rate_limited: [429, 'Too many tries. Wait a moment and try again.'],
  internal_error: [500, 'Something went wrong on our side.'],
  service_unavailable: [503, 'A part of the service is not reachable right now.'],

  // Accounts
  email_exists: [409, 'An account with this email address exists already.'],
  invalid_credentials: [401, 'The email address or the password is wrong.'],
  missing_token: [401, 'This call needs a bearer token.'],
  invalid_token: [401, 'The token is not valid, has expired, or was revoked.'],
  admin_forbidden: [403, 'This call needs the admin token.'],
  account_disabled: [403, 'This account was disabled.'],

  // Jobs, at the door
  video_file_or_url_required: [400, 'Send a media file, an upload or a link.'],
  invalid_source_url: [400, 'The link is not one that can be fetched from the public internet.'],
  insufficient_credits: [402, 'There are not enough credits for this job.'],
  asr_model_disabled: [403, 'This recognition model is not available.'],
  mt_model_disabled: [403, 'This translation model is not available.'],
  file_too_large: [413, 'The file is larger than allowed.'],
  unsupported_media: [415, 'The file is not audio or video that can be read.'],
  unsupported_subtitles: [415, 'The subtitles are not SubRip or WebVTT with English text.'],
  job_not_found: [404, 'There is no such job.'],
  job_not_retryable: [409, 'Only a failed or cancelled job can be retried.'],
  job_not_cancellable: [409, 'The job has ended already.'],

  // Uploads
  upload_not_found: [404, 'There is no such upload.'],
  part_size_invalid: [400, 'The part does not have the size that was agreed.'],
  upload_incomplete: [409, 'Some parts of the upload are missing.'],
  upload_completed: [409, 'The upload is complete already.'],

  // Practice
  exercise_not_found: [404, 'There is no such exercise set.'],
  item_not_found: [404, 'There is no such sentence.'],
  attempt_not_found: [404, 'There is no such attempt at this sentence.'],
  exercise_not_complete: [409, 'Sentences can be split and merged once all of them are there.'],
  edit_not_possible: [409, 'The sentence cannot be changed that way.'],
  edit_conflict: [409, 'The sentences were changed elsewhere at the same time. Load them again.'],
  edge_out_of_sound: [400, 'There is not so much sound, or too little of it would be left.'],
  nothing_to_undo: [409, 'There is no edit that could be taken back.'],
  saved_word_not_found: [404, 'There is no such saved word.'],
  audio_not_expired: [409, 'The set has all its clips.'],
  source_differs: [409, 'This is not what the exercise set was made from.'],
  audio_expired: [410, 'The clip is no longer kept.'],
  range_not_satisfiable: [416, 'The clip does not have that range.'],

  // Wallet
  redeem_code_not_found: [404, 'There is no such redeem code.'],
  redeem_code_unavailable: [409, 'The redeem code was used or withdrawn.'],
  redeem_code_expired: [409, 'The redeem code has expired.'],
  idempotency_key_reused: [409, 'This idempotency key was used for another request.'],

  // Admin
  admin_session_expired: [401, 'The session of the admin page has ended.'],
  admin_role_too_low: [403, 'The admin’s role does not allow this call.'],
  csrf_failed: [403, 'The call did not come from the admin page, or without its CSRF token.'],
  admin_exists: [409, 'There is an admin of this name already.'],
  admin_not_found: [404, 'There is no such admin.'],
  code_batch_not_found: [404, 'There is no such batch of redeem codes.'],
  learner_already_so: [409, 'The learner’s account is in that state already.'],
  dispute_not_found: [404, 'There is no such dispute.'],
  dispute_settled: [409, 'The dispute is settled already.'],
  learner_not_found: [404, 'There is no such learner.'],
  adjust_exceeds_available: [409, 'The learner does not have that many credits available.'],
  refund_exceeds_payment: [409, 'That is more than was paid for the job and not refunded yet.'],
  dead_letter_not_found: [404, 'There is no such dead letter.'],
  model_route_not_found: [404, 'There is no such model route.'],
  model_route_exists: [409, 'There is a model route of this name already.'],
  model_route_is_default: [409, 'The model route is the default of this deployment.'],
  model_route_is_fallback: [409, 'Other model routes name this one as a fallback.'],
  model_route_in_use: [409, 'Jobs that have not ended use this model route.'],
  model_route_failed: [502, 'The model did not answer as it should.'],
  recording_too_long: [413, 'A recording to try a model with is at most a minute long.'],

  // Runner protocol
  runner_unauthorized: [401, 'The job token is missing or not valid.'],
  lease_lost: [409, 'The job is no longer held by this lease.'],
  source_gone: [410, 'The source media is no longer kept.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof ERRORS

/**
 * Why a job ended in `failed`: the value of `errorCode` in `GET /jobs/{id}`. Those the learner can do something about
 * come first; the site has words for each.
 */
export const JOB_ERRORS = {
  insufficient_credits: 'There are not enough credits for the length of this recording.',
  media_too_long: 'The recording is longer than allowed.',
  file_too_large: 'The file behind the link is larger than allowed.',
  unsupported_media: 'The file is not audio or video that can be read.',
  media_damaged: 'The file is damaged or was cut off, and nothing in it could be read.',
  media_too_heavy: 'Reading the file takes more work than its length can explain.',
  too_many_tracks: 'The file has more than 16 tracks of sound, picture and text.',
  no_audio_track: 'The video has no sound.',
  subtitle_mismatch: 'The subtitles do not match what is said in the recording.',
  no_speech_found: 'No speech was found in the recording.',
  source_gone: 'The source media is no longer kept. Upload it again.',
  source_differs: 'This is another recording than the one the exercise set was made from.',
  link_not_found: 'The link answered that there is nothing there.',
  link_refused: 'The site behind the link refused to hand out the media.',
  unsupported_link: 'The link leads to a page from which no recording can be taken.',
  link_not_media: 'What the link leads to is not audio or video.',
  link_is_live: 'The link leads to a live broadcast that has not ended.',
  link_unreachable: 'The link cannot be reached.',
  link_blocked: 'The link leads to an address that is not public.',
  link_too_slow: 'The site behind the link did not deliver in time.',
  link_too_many_redirects: 'The link was redirected too often.',
  asr_failed: 'Recognition failed.',
  runner_out_of_space: 'The machine that worked on the job had no room left on its disk.',
  runner_lost: 'The machine that worked on the job stopped answering, several times.',
  runner_unavailable: 'No machine was free to work on the job.',
  internal_error: 'Something went wrong on our side.',
} as const satisfies Record<string, string>

export type JobErrorCode = keyof typeof JOB_ERRORS

/**
 * An error the caller is meant to see. Throw it anywhere; `onError` turns it into the answer.
 * `details` is shown to the caller (field names, limits), so nothing internal goes in.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, unknown>

  constructor(code: ErrorCode, details: Record<string, unknown> = {}) {
    super(ERRORS[code][1])
    this.name = 'AppError'
    this.code = code
    this.details = details
  }

  get status(): number {
    return ERRORS[this.code][0]
  }
}
