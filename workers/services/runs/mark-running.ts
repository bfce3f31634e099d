import { sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from './held-by.ts'

/** A runner has taken the job: it waits no more. */
export async function markRunning(ctx: Ctx, lease: Lease): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({
      status: 'running',
      stage: sql`CASE ${jobs.stage} WHEN 'queued' THEN 'ingest' ELSE ${jobs.stage} END`,
      waitingSince: null,
      updatedAt: ctx.now(),
    })
    .where(heldBy(lease))
}
