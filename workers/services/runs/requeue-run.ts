import { and, eq } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** No runner was free: the learner sees the job waiting again, not running. */
export async function requeueRun(ctx: Ctx, jobId: string): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({ status: 'queued', stage: 'queued', updatedAt: ctx.now() })
    .where(and(eq(jobs.id, jobId), eq(jobs.status, 'running')))
}
