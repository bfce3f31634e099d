import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { transact } from '../../db/transact.ts'
import { jobClipPrefix, sourceKey } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { deletePrefix } from '../media/delete-prefix.ts'
import { finishRun } from '../runs/finish-run.ts'
import { discardUpload } from '../uploads/abort-upload.ts'

/** The calls of an invocation are limited; what is not stopped now is when the deletion goes on. */
const MOST_STOPPED = 200
const AT_ONCE = 20

/**
 * Deletes what is left of a person whose account is closed: of each job first what its row leads to, then the row, and the
 * user's row last; but before anything, what still runs is stopped. Every step can be repeated, so it may end anywhere and be
 * run again. At most `maxJobs` jobs, by chance, so that some that cannot be deleted do not stand in the way of the rest; false
 * when there are more.
 */
export async function continueDeletion(
  ctx: Ctx,
  { id, userId }: { id: string; userId: string },
  maxJobs: number,
): Promise<boolean> {
  await stopJobs(ctx, userId)
  const own = await ctx.db
    .select()
    .from(jobs)
    .where(eq(jobs.userId, userId))
    .orderBy(sql`RANDOM()`)
    .limit(maxJobs)
  for (const job of own) {
    await deleteJob(ctx, job).catch(told('job_not_deleted', job.id))
  }
  for (const upload of await ctx.db.select().from(uploads).where(eq(uploads.userId, userId)).limit(maxJobs)) {
    await discardUpload(ctx, upload).catch((error: unknown) => logEvent('error', 'upload_not_deleted', { error }))
  }
  // A request that was under way when the account was closed may have added a job or an upload since.
  const [, ended] = await transact(ctx.db, [
    sql`
      DELETE FROM users WHERE id = ${userId} AND NOT EXISTS (SELECT 1 FROM jobs WHERE user_id = ${userId})
        AND NOT EXISTS (SELECT 1 FROM uploads WHERE user_id = ${userId})`,
    sql`
      UPDATE deletions SET user_id = NULL, finished_at = ${ctx.now()}
      WHERE id = ${id} AND finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM users WHERE id = ${userId})`,
  ])
  return (ended?.meta.changes ?? 0) > 0
}

/** It is passed over, and comes again when the deletion goes on. */
const told = (event: string, jobId: string) => (error: unknown) => logEvent('error', event, { jobId, error })

/** What runners work on goes first. */
async function stopJobs(ctx: Ctx, userId: string): Promise<void> {
  const open = await ctx.db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.userId, userId), inArray(jobs.status, ['queued', 'running'])))
    .orderBy(desc(jobs.status), sql`RANDOM()`)
    .limit(MOST_STOPPED)
  for (let from = 0; from < open.length; from += AT_ONCE) {
    await Promise.all(
      open.slice(from, from + AT_ONCE).map(({ id }) => stopJob(ctx, id).catch(told('job_not_stopped', id))),
    )
  }
}

/** The hold is closed by it. */
async function stopJob(ctx: Ctx, jobId: string): Promise<void> {
  try {
    await ctx.jobs.cancel(jobId)
  } catch (error) {
    logEvent('error', 'job_not_cancelled', { jobId, error })
  }
  // Its object may not answer, or have decided an end that it could not write down: no row goes while it holds credits.
  await finishRun(ctx, jobId, { status: 'cancelled', errorCode: null })
}

/** Sets, sentences and attempts go with the row. */
async function deleteJob(ctx: Ctx, job: typeof jobs.$inferSelect): Promise<void> {
  await stopJob(ctx, job.id)
  await ctx.media.delete([job.sourceKey, job.subtitlesKey].filter((key) => key !== null))
  await deletePrefix(ctx, sourceKey(job.id))
  await deletePrefix(ctx, jobClipPrefix(job.id))
  await ctx.jobs.forget(job.id)
  await ctx.db.delete(jobs).where(eq(jobs.id, job.id))
}
