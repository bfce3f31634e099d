import { eq } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'

/** The job's row, whoever owns it: for the job's own object. Null when it was deleted. */
export async function findJob(ctx: Ctx, jobId: string): Promise<JobRow | null> {
  const [row] = await ctx.db.select().from(jobs).where(eq(jobs.id, jobId))
  return row ?? null
}
