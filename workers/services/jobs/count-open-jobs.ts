import { inArray, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** How many jobs wait or run, by status and stage. */
export function countOpenJobs(ctx: Ctx) {
  return ctx.db
    .select({ status: jobs.status, stage: jobs.stage, jobs: sql<number>`COUNT(*)` })
    .from(jobs)
    .where(inArray(jobs.status, ['queued', 'running']))
    .groupBy(jobs.status, jobs.stage)
}
