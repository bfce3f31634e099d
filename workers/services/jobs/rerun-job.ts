import { and, eq, exists, inArray, sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { expireClips } from '../media/sweep-expired.ts'
import { chooseRoutes } from '../model-routes/choose-routes.ts'
import { enqueueJob } from './enqueue-job.ts'
import { MAY_BEGIN } from './may-begin.ts'
import type { JobRow } from './view-job.ts'

/** @throws AppError job_not_retryable when the job has not failed or been cancelled, or its source is gone */
export function assertRerunnable(ctx: Ctx, job: JobRow): void {
  const isKept = job.sourceKey !== null || job.subtitlesKey !== null
  const isGone = isKept && (job.sourceDeletedAt !== null || (job.sourceExpiresAt ?? 0) <= ctx.now())
  if (!['failed', 'cancelled'].includes(job.status) || isGone) {
    throw new AppError('job_not_retryable', isGone ? { reason: 'source_gone' } : {})
  }
}

/**
 * Begins the next run of a job that failed or was cancelled. It goes on after the last finished sentence; what is paid for
 * stays paid for. A link can be tried again for ever, so the clips of the sentences that come are promised anew, for their
 * whole time; where it was up, those of the sentences before stay gone until they are cut again.
 * @throws AppError job_not_retryable, asr_model_disabled, mt_model_disabled
 */
export async function rerunJob(ctx: Ctx, job: JobRow): Promise<JobRow> {
  assertRerunnable(ctx, job)
  const run = job.run + 1
  const ofJob = eq(exerciseSets.jobId, job.id)
  const [set] = await ctx.db.select().from(exerciseSets).where(ofJob)
  // Before they are promised again with the others.
  if (set) await expireClips(ctx, set)
  const [[row]] = await ctx.db.batch([
    ctx.db
      .update(jobs)
      .set({
        run,
        // So that no lease of the run before holds this one, until it is given to a runner.
        lease: sql`${jobs.lease} + 1`,
        status: 'queued',
        stage: 'queued',
        progressPercent: 0,
        errorCode: null,
        quote: sql`NULL`,
        endedAt: null,
        ...(ctx.origin && { origin: ctx.origin }),
        updatedAt: ctx.now(),
      })
      .where(and(eq(jobs.id, job.id), eq(jobs.run, job.run), inArray(jobs.status, ['failed', 'cancelled']), MAY_BEGIN))
      .returning(),
    ctx.db
      .update(exerciseSets)
      .set({ audioExpiresAt: ctx.now() + ctx.settings.keepClipsMs, audioDeletedAt: null })
      .where(
        and(
          ofJob,
          exists(
            ctx.db
              .select()
              .from(jobs)
              .where(and(eq(jobs.id, job.id), eq(jobs.run, run))),
          ),
        ),
      ),
  ])
  if (!row) {
    if (job.restoresSetId === null) await chooseRoutes(ctx, job)
    throw new AppError('job_not_retryable')
  }
  await enqueueJob(ctx, row)
  return row
}
