import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import type { JobRow } from './view-job.ts'

/** @throws AppError job_not_found, also for somebody else's */
export async function getJob(ctx: Ctx, userId: string, jobId: string): Promise<JobRow> {
  const [row] = await ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.id, jobId), eq(jobs.userId, userId)))
  if (!row) throw new AppError('job_not_found')
  return row
}
