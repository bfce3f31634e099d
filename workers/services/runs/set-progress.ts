import { sql } from 'drizzle-orm'
import type { JobStage } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from './held-by.ts'

/**
 * Moves a job's stage and percent. The percent never goes back: a learner reads that as a fault. What a runner tells of is
 * running, also where the word that it took the job was lost.
 */
export async function setProgress(ctx: Ctx, lease: Lease, stage: JobStage, percent: number): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({
      status: 'running',
      stage,
      waitingSince: null,
      progressPercent: sql`MAX(${jobs.progressPercent}, ${Math.min(99, Math.floor(percent))})`,
      updatedAt: ctx.now(),
    })
    .where(heldBy(lease))
}
