import type { JobStatus } from '../../../workers/contract/jobs.ts'

export function hasEnded(status: JobStatus): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled'
}
