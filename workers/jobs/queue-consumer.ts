import { createCtx } from '../platform/create-ctx.ts'
import type { JobMessage } from '../services/context.ts'
import { logEvent } from '../services/log-event.ts'
import { finishRun } from '../services/runs/finish-run.ts'

export const DEAD_QUEUE = 'listening-jobs-dead'

/** Wakes the object of each job. A message that cannot be handed over comes again, and at last goes to the dead letters. */
export async function consumeJobs(batch: MessageBatch<JobMessage>, env: Env): Promise<void> {
  const ctx = createCtx(env)
  for (const message of batch.messages) {
    try {
      await ctx.jobs.start(message.body)
      message.ack()
    } catch (error) {
      logEvent('error', 'job_start_failed', { jobId: message.body.jobId, error })
      message.retry()
    }
  }
}

/** A job whose object could not be woken at all ends with a reason, and its hold is released. */
export async function consumeDeadLetters(batch: MessageBatch<JobMessage>, env: Env): Promise<void> {
  const ctx = createCtx(env)
  for (const message of batch.messages) {
    await finishRun(ctx, message.body.jobId, { status: 'failed', errorCode: 'internal_error' })
    message.ack()
  }
}
