import { and, desc, eq } from 'drizzle-orm'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { JobView } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { findPlaces } from '../line/find-places.ts'
import { type JobRow, viewJob } from './view-job.ts'

/** The caller's jobs, newest first. */
export async function listJobs(ctx: Ctx, userId: string, query: PageQuery): Promise<Page<JobView>> {
  const before = behind(query.cursor, jobs.createdAt, jobs.id)
  const rows = await ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.userId, userId), before))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(query.limit + 1)
  const places = await findPlaces(ctx, rows)
  const view = (row: JobRow): JobView => viewJob(row, places.get(row.id) ?? null)
  return toPage(rows, query.limit, view, (row) => ({ at: row.createdAt, id: row.id }))
}
