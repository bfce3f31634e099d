import type { Page } from '../../../../workers/contract/envelope.ts'
import type { CreateJobBody, JobCreatedView, JobView } from '../../../../workers/contract/jobs.ts'
import type { ModelsView } from '../../../../workers/contract/models.ts'
import { call } from '../api-client.ts'
import { pagePath } from './page.ts'

export function listJobs(cursor: string | null, signal?: AbortSignal): Promise<Page<JobView>> {
  return call(pagePath('/jobs', cursor), { ...(signal && { signal }) })
}

export function getJob(jobId: string, signal?: AbortSignal): Promise<JobView> {
  return call(`/jobs/${encodeURIComponent(jobId)}`, { ...(signal && { signal }) })
}

export function createJob(json: CreateJobBody, signal?: AbortSignal): Promise<JobCreatedView> {
  return call('/jobs', { method: 'POST', json, ...(signal && { signal }) })
}

export function retryJob(jobId: string): Promise<unknown> {
  return call(`/jobs/${encodeURIComponent(jobId)}/retry`, { method: 'POST' })
}

export function cancelJob(jobId: string): Promise<unknown> {
  return call(`/jobs/${encodeURIComponent(jobId)}/cancel`, { method: 'POST' })
}

export function getModels(signal?: AbortSignal): Promise<ModelsView> {
  return call('/models', { ...(signal && { signal }) })
}
