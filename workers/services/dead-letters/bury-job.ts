import { sql } from 'drizzle-orm'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { findJob } from '../runs/find-job.ts'
import { finishRun } from '../runs/finish-run.ts'

const NO_REASON = 'The queue gave the message up without a failure that was seen.'

/**
 * Fails a job whose message the queue has given up, and keeps it for the admin. The dead letter of a job that has ended
 * otherwise is nothing but a late copy. Safe to repeat.
 */
export async function buryJob(ctx: Ctx, jobId: string): Promise<void> {
  const job = await findJob(ctx, jobId)
  if (!job || (job.status !== 'queued' && job.status !== 'running')) return
  const now = ctx.now()
  const [buried] = await transact(ctx.db, [
    sql`
      INSERT INTO dead_letters (id, job_id, reason, created_at, died_at)
      SELECT ${newId()}, id, ${NO_REASON}, ${now}, ${now} FROM jobs
      WHERE id = ${jobId} AND run = ${job.run} AND status IN ('queued', 'running')
      ON CONFLICT (job_id) DO UPDATE SET died_at = excluded.died_at, resent_at = NULL`,
  ])
  if (!buried?.meta.changes) return
  try {
    await ctx.jobs.fail(jobId, 'internal_error')
  } catch {
    // Its object does not answer, which is why it is here. Should it come back, it finds the run ended.
    await finishRun(ctx, jobId, { run: job.run, status: 'failed', errorCode: 'internal_error' })
  }
}
