import { and, desc, eq, sql } from 'drizzle-orm'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { JobView } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'
import { viewJob } from './view-job.ts'

/** The caller's jobs, newest first. */
export async function listJobs(ctx: Ctx, userId: string, query: PageQuery): Promise<Page<JobView>> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const before = place ? sql`(${jobs.createdAt}, ${jobs.id}) < (${place.at}, ${place.id})` : undefined
  const rows = await ctx.db
    .select()
    .from(jobs)
    .where(and(eq(jobs.userId, userId), before))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewJob, (row) => ({ at: row.createdAt, id: row.id }))
}
