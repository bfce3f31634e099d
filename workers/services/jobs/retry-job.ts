import type { JobView } from '../../contract/jobs.ts'
import type { Ctx } from '../context.ts'
import { getJob } from './get-job.ts'
import { admitJob } from './create-job.ts'
import { assertRerunnable, rerunJob } from './rerun-job.ts'
import { viewJob } from './view-job.ts'

/**
 * Puts a failed or cancelled job on the queue again; it goes on after the last finished sentence.
 * @throws AppError job_not_found, job_not_retryable, and what `admitJob` throws
 */
export async function retryJob(ctx: Ctx, userId: string, jobId: string): Promise<JobView> {
  const job = await getJob(ctx, userId, jobId)
  assertRerunnable(ctx, job)
  // Restoring clips costs nothing and needs no model.
  if (job.restoresSetId === null) await admitJob(ctx, userId, job)
  const row = await rerunJob(ctx, job)
  return viewJob(row, null)
}
