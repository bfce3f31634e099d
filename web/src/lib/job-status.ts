import type { JobErrorCode } from '../../../workers/contract/errors.ts'
import type { JobStatus, JobView } from '../../../workers/contract/jobs.ts'

export const hasEnded = (status: JobStatus): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled'

/** The same recording, subtitles or link would fail the same way: another one is needed, and trying again is no help. */
const FINAL: ReadonlySet<JobErrorCode> = new Set([
  'media_too_long',
  'file_too_large',
  'unsupported_media',
  'media_damaged',
  'media_too_heavy',
  'too_many_tracks',
  'no_audio_track',
  'subtitle_mismatch',
  'no_speech_found',
  'source_gone',
  'source_differs',
  'unsupported_link',
  'link_not_media',
  'link_blocked',
] satisfies JobErrorCode[])

export function retryHelps(job: Pick<JobView, 'status' | 'errorCode'>): boolean {
  if (job.status === 'cancelled') return true
  return job.status === 'failed' && (job.errorCode === null || !FINAL.has(job.errorCode))
}
