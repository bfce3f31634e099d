import type { CodeState } from '../../../../workers/contract/admin-lists.ts'
import type { JobStatus } from '../../../../workers/contract/jobs.ts'
import type { Tone } from './pill.tsx'

export const STATUS_TONES: Record<JobStatus, Tone> = {
  queued: 'calm',
  running: 'warn',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'calm',
}

export const CODE_TONES: Record<CodeState, Tone> = { open: 'good', used: 'calm', revoked: 'bad', expired: 'warn' }
