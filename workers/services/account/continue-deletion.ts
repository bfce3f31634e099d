import { eq, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { transact } from '../../db/transact.ts'
import { jobClipPrefix, sourceKey } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'
import { deletePrefix } from '../media/delete-prefix.ts'
import { finishRun } from '../runs/finish-run.ts'
import { discardUpload } from '../uploads/abort-upload.ts'

/**
 * Deletes what is left of a person whose account is closed: of each job first what its row leads to, then the row, and the
 * user's row last. Every step can be repeated, so it may end anywhere and be run again. At most `maxJobs` jobs; false when
 * there are more.
 */
export async function continueDeletion(
  ctx: Ctx,
  { id, userId }: { id: string; userId: string },
  maxJobs: number,
): Promise<boolean> {
  const own = await ctx.db.select().from(jobs).where(eq(jobs.userId, userId)).limit(maxJobs)
  for (const job of own) await deleteJob(ctx, job)
  for (const upload of await ctx.db.select().from(uploads).where(eq(uploads.userId, userId)).limit(maxJobs)) {
    await discardUpload(ctx, upload)
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

/** The hold is closed by the cancel; sets, sentences and attempts go with the row. */
async function deleteJob(ctx: Ctx, job: typeof jobs.$inferSelect): Promise<void> {
  await ctx.jobs.cancel(job.id)
  // Its object may have decided an end that it could not write down: no row goes while it holds credits.
  await finishRun(ctx, job.id, { status: 'cancelled', errorCode: null })
  await ctx.media.delete([job.sourceKey, job.subtitlesKey].filter((key) => key !== null))
  await deletePrefix(ctx, sourceKey(job.id))
  await deletePrefix(ctx, jobClipPrefix(job.id))
  await ctx.jobs.forget(job.id)
  await ctx.db.delete(jobs).where(eq(jobs.id, job.id))
}
