import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import type { AdminJobsQuery, AdminJobView } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { users } from '../../db/schema/users.ts'
import type { Ctx } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'
import { type JobRow, viewJob } from './view-job.ts'

const LAST = '\u{10ffff}'

/** Everybody’s jobs, newest first; `q` is a job’s id, or the beginning of its learner’s address. */
export async function listAllJobs(ctx: Ctx, query: AdminJobsQuery): Promise<Page<AdminJobView>> {
  const place = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const before = place ? sql`(${jobs.createdAt}, ${jobs.id}) < (${place.at}, ${place.id})` : undefined
  const status = query.status === 'all' ? undefined : eq(jobs.status, query.status)
  const rows = await ctx.db
    .select({ job: jobs, email: users.email })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.userId))
    .where(and(search(ctx, query.q), status, before))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewAdminJob, ({ job }) => ({ at: job.createdAt, id: job.id }))
}

function search(ctx: Ctx, q: string | undefined): SQL | undefined {
  const text = q?.toLowerCase()
  if (!text) return undefined
  const learners = ctx.db
    .select({ id: users.id })
    .from(users)
    .where(and(gte(users.email, text), lt(users.email, text + LAST)))
    .limit(100)
  return or(eq(jobs.id, text), inArray(jobs.userId, learners))
}

export const viewAdminJob = ({ job, email }: { job: JobRow; email: string }): AdminJobView => ({
  ...viewJob(job, null),
  userId: job.userId,
  email,
  asrModel: job.asrModel,
  mtModel: job.mtModel,
})
