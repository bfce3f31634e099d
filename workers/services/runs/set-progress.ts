import { and, eq, sql } from 'drizzle-orm'
import type { JobStage } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** Moves a running job's stage and percent. The percent never goes back: a learner reads that as a fault. */
export async function setProgress(ctx: Ctx, jobId: string, stage: JobStage, percent: number): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({
      stage,
      progressPercent: sql`MAX(${jobs.progressPercent}, ${Math.min(99, Math.floor(percent))})`,
      updatedAt: ctx.now(),
    })
    .where(and(eq(jobs.id, jobId), eq(jobs.status, 'running')))
}
