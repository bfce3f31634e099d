import { and, eq, inArray } from 'drizzle-orm'
import type { JobCreatedView } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** The job that is cutting the clips of a set anew; null when none is. */
export async function findRestoring(ctx: Ctx, setId: string): Promise<JobCreatedView | null> {
  const [job] = await ctx.db
    .select({ jobId: jobs.id, status: jobs.status })
    .from(jobs)
    .where(and(eq(jobs.restoresSetId, setId), inArray(jobs.status, ['queued', 'running'])))
    .limit(1)
  return job ? { ...job, restoresExerciseSetId: setId } : null
}
