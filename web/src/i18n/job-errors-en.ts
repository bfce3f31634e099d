import type { JobErrorCode } from '../../../workers/contract/errors.ts'

/** Why a job did not work, and what to do about it. */
export const jobErrorsEn = {
  insufficient_credits: 'You do not have enough credits for a recording of this length. Add credits, then try again.',
  media_too_long: 'The recording is longer than allowed. Cut it and upload a part.',
  file_too_large: 'The file behind the link is too large. Try a shorter one.',
  unsupported_media: 'This is not video or audio we can read. Try MP4 or MP3.',
  media_too_heavy: 'This file takes far more work than its length explains. Save it as MP3 or MP4, then upload that.',
  too_many_tracks: 'This file has too many tracks. Save it with only its English sound, then upload that.',
  media_damaged: 'The file is damaged or incomplete. Check that it plays, then upload it again.',
  no_audio_track: 'This video has no sound.',
  subtitle_mismatch:
    'The subtitles do not fit what is said. Choose the ones for this very recording, or start without subtitles.',
  no_speech_found: 'No speech was found in this recording.',
  source_gone: 'The recording is no longer kept. Upload it again.',
  source_differs: 'The link leads to another recording than the one this lesson was made from.',
  link_not_found: 'There is nothing at this link. Check it.',
  link_refused: 'The site behind the link does not hand out the recording. Download it and upload the file.',
  unsupported_link: 'This page is not one we can take a recording from. Use a direct link, or upload the file.',
  link_not_media: 'What this link leads to is not video or audio. Use a direct link, or upload the file.',
  link_is_live: 'This is a live broadcast. Come back when it has ended, or upload a recording of it.',
  link_unreachable: 'The link cannot be reached. Check it, or upload the file.',
  link_blocked: 'The link does not lead to a public address.',
  link_too_slow: 'The site behind the link was too slow. Try again, or upload the file.',
  link_too_many_redirects: 'The link leads in circles. Use a direct link.',
  asr_failed: 'Recognition failed. Your credits are back; try again.',
  runner_out_of_space: 'Our machine had no room left. Your credits are back; try again.',
  runner_lost: 'Our machine stopped answering. Your credits are back; try again.',
  runner_unavailable: 'No machine was free. Try again in a few minutes.',
  internal_error: 'Something went wrong on our side. Your credits are back; try again.',
} satisfies Record<JobErrorCode, string>
