import { and, inArray, lt, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'

/** The subrequests of an invocation are limited; who is not in a run of the cron is in one of the next. */
const MOST_JOBS = 400
const AT_ONCE = 20

/**
 * Wakes the object of every job that has not ended and has been quiet for as long as a lease: one whose queue message was lost starts, one whose
 * alarm was lost sets it again, and for the others nothing changes. Which job goes first is left to chance, so that some
 * that cannot be woken do not stand in the way of the rest.
 */
export async function rearmRuns(ctx: Ctx): Promise<void> {
  const quiet = await ctx.db
    .select({ jobId: jobs.id })
    .from(jobs)
    .where(and(inArray(jobs.status, ['queued', 'running']), lt(jobs.updatedAt, ctx.now() - ctx.settings.leaseMs)))
    .orderBy(sql`RANDOM()`)
    .limit(MOST_JOBS)
  for (let from = 0; from < quiet.length; from += AT_ONCE) {
    await Promise.all(quiet.slice(from, from + AT_ONCE).map(({ jobId }) => wake(ctx, jobId)))
  }
}

async function wake(ctx: Ctx, jobId: string): Promise<void> {
  try {
    await ctx.jobs.start(jobId)
  } catch (error) {
    logEvent('error', 'job_not_rearmed', { jobId, error })
  }
}
