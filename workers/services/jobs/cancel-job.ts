import { AppError } from '../../contract/errors.ts'
import type { JobView } from '../../contract/jobs.ts'
import type { Ctx } from '../context.ts'
import { describeJob } from './describe-job.ts'
import { getJob } from './get-job.ts'

/**
 * Stops a job that has not ended. Sentences that are finished stay; the hold is settled for them and the rest returned.
 * @throws AppError job_not_found, job_not_cancellable
 */
export async function cancelJob(ctx: Ctx, userId: string, jobId: string): Promise<JobView> {
  await getJob(ctx, userId, jobId)
  if (!(await ctx.jobs.cancel(jobId))) throw new AppError('job_not_cancellable')
  return describeJob(ctx, await getJob(ctx, userId, jobId))
}
