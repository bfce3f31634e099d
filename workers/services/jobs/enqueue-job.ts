import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'
import type { JobRow } from './view-job.ts'

/**
 * Puts a job on the queue whose row waits already. The row is the promise: a message that the queue does not take is no
 * reason to refuse the job, because the sweep starts what waits without one.
 */
export async function enqueueJob(ctx: Ctx, { id, run, lease }: Pick<JobRow, 'id' | 'run' | 'lease'>): Promise<void> {
  try {
    await ctx.jobQueue.send({ jobId: id, run, lease })
  } catch (error) {
    logEvent('error', 'job_not_enqueued', { jobId: id, error })
  }
}
