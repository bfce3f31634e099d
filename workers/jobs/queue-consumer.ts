import { createCtx } from '../platform/create-ctx.ts'
import type { JobMessage } from '../services/context.ts'
import { buryJob } from '../services/dead-letters/bury-job.ts'
import { noteFailure } from '../services/dead-letters/note-failure.ts'
import { logEvent } from '../services/log-event.ts'

export const DEAD_QUEUE = 'listening-jobs-dead'

/** Wakes the object of each job. A message that cannot be handed over comes again, and at last goes to the dead letters. */
export async function consumeJobs(batch: MessageBatch<JobMessage>, env: Env): Promise<void> {
  const ctx = createCtx(env)
  for (const message of batch.messages) {
    const { jobId } = message.body
    try {
      await ctx.jobs.start(jobId)
      message.ack()
    } catch (error) {
      logEvent('error', 'job_start_failed', { jobId, error })
      await noteFailure(ctx, jobId, error).catch(() => {})
      message.retry()
    }
  }
}

/** A job whose object could not be woken ends with a reason, its hold is released, and the admin sees it. */
export async function consumeDeadLetters(batch: MessageBatch<JobMessage>, env: Env): Promise<void> {
  const ctx = createCtx(env)
  for (const message of batch.messages) {
    try {
      await buryJob(ctx, message.body)
      message.ack()
    } catch (error) {
      logEvent('error', 'job_not_buried', { jobId: message.body.jobId, error })
      message.retry()
    }
  }
}
