import { sql } from 'drizzle-orm'
import { transact } from '../../db/transact.ts'
import { type Ctx, type JobMessage, newId } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { findJob } from '../runs/find-job.ts'
import { finishRun } from '../runs/finish-run.ts'

const NO_REASON = 'The queue gave the message up without a failure that was seen.'

/**
 * Fails a job whose message the queue has given up, and keeps it for the admin. That of a job that has ended, that the sweep
 * or another copy has started since (each hand-over has a lease of its own), or that is in a later run is nothing but a late
 * copy. Safe to repeat.
 */
export async function buryJob(ctx: Ctx, { jobId, ...sent }: JobMessage): Promise<void> {
  const job = await findJob(ctx, jobId)
  if (!job) return
  const { run = job.run, lease = job.lease } = sent
  const now = ctx.now()
  const [buried] = await transact(ctx.db, [
    sql`
      INSERT INTO dead_letters (id, job_id, reason, created_at, died_at)
      SELECT ${newId()}, id, ${NO_REASON}, ${now}, ${now} FROM jobs
      WHERE id = ${jobId} AND run = ${run} AND lease = ${lease} AND status = 'queued' AND waiting_since IS NULL
      ON CONFLICT (job_id) DO UPDATE SET died_at = excluded.died_at, resent_at = NULL`,
  ])
  if (!buried?.meta.changes) return logEvent('info', 'dead_letter_late', { jobId })
  try {
    await ctx.jobs.fail(jobId, run, 'internal_error')
  } catch {
    // Its object does not answer, which is why it is here. Should it come back, it finds the run ended.
    await finishRun(ctx, jobId, { run, status: 'failed', errorCode: 'internal_error' })
  }
}
