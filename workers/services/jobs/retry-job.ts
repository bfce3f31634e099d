import { and, eq, inArray, sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { JobView } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { getJob } from './get-job.ts'
import { admitJob } from './create-job.ts'
import { viewJob } from './view-job.ts'

/**
 * Puts a failed or cancelled job on the queue again; it goes on after the last finished sentence.
 * @throws AppError job_not_found, job_not_retryable, and what `admitJob` throws
 */
export async function retryJob(ctx: Ctx, userId: string, jobId: string): Promise<JobView> {
  const job = await getJob(ctx, userId, jobId)
  const isKept = job.sourceKey !== null || job.subtitlesKey !== null
  const isGone = isKept && (job.sourceExpiresAt ?? 0) <= ctx.now()
  if (!['failed', 'cancelled'].includes(job.status) || isGone) {
    throw new AppError('job_not_retryable', isGone ? { reason: 'source_gone' } : {})
  }
  await admitJob(ctx, userId, { asrModel: job.asrModel, mtModel: job.mtModel ?? undefined })
  const [row] = await ctx.db
    .update(jobs)
    .set({
      status: 'queued',
      stage: 'queued',
      progressPercent: 0,
      errorCode: null,
      quote: sql`NULL`,
      endedAt: null,
      updatedAt: ctx.now(),
    })
    .where(and(eq(jobs.id, jobId), eq(jobs.userId, userId), inArray(jobs.status, ['failed', 'cancelled'])))
    .returning()
  if (!row) throw new AppError('job_not_retryable')
  await ctx.jobQueue.send({ jobId, origin: ctx.origin })
  return viewJob(row)
}
