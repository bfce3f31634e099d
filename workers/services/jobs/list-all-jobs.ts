import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import type { AdminJobsQuery, AdminJobView } from '../../contract/admin-lists.ts'
import type { Page } from '../../contract/envelope.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { users } from '../../db/schema/users.ts'
import { areFew, beginsWith } from '../beginnings.ts'
import { type Ctx, isId } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { type JobRow, viewJob } from './view-job.ts'

/** Of so many learners the jobs are found one learner after the other; the jobs of more lie close together among all. */
export const FEW_LEARNERS = 2_000

/** Everybody’s jobs, newest first; `q` is a job’s id, or the beginning of its learner’s address. */
export async function listAllJobs(ctx: Ctx, query: AdminJobsQuery): Promise<Page<AdminJobView>> {
  const before = behind(query.cursor, jobs.createdAt, jobs.id)
  const status = query.status === 'all' ? undefined : eq(jobs.status, query.status)
  const rows = await ctx.db
    .select({ job: jobs, email: users.email })
    .from(jobs)
    .innerJoin(users, eq(users.id, jobs.userId))
    .where(and(await search(ctx, query, before), status, before))
    .orderBy(desc(jobs.createdAt), desc(jobs.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewAdminJob, ({ job }) => ({ at: job.createdAt, id: job.id }))
}

async function search(ctx: Ctx, query: AdminJobsQuery, before: SQL | undefined): Promise<SQL | undefined> {
  const text = query.q?.toLowerCase()
  if (!text) return undefined
  if (isId(text)) return eq(jobs.id, text)
  return (await areFew(ctx, users.email, text, FEW_LEARNERS))
    ? isOfLearners(text, query, before)
    : beginsWith(sql`+${users.email}`, text)
}

/**
 * The newest of each learner whose address begins so, a page of each and one: among them are the newest of all, and nobody's
 * thousands are read. The plus keeps SQLite from going through all jobs of a status for each of them.
 */
function isOfLearners(text: string, { status, limit }: AdminJobsQuery, before: SQL | undefined): SQL {
  const matches = and(
    sql`${jobs.userId} = learner.id`,
    status === 'all' ? undefined : sql`+${jobs.status} = ${status}`,
    before,
  )
  return sql`${jobs.id} IN (
    SELECT newest.id FROM users AS learner CROSS JOIN jobs AS newest ON newest.id IN (
      SELECT ${jobs.id} FROM ${jobs} WHERE ${matches} ORDER BY ${jobs.createdAt} DESC, ${jobs.id} DESC LIMIT ${limit + 1})
    WHERE ${beginsWith(sql`learner.email`, text)}
    ORDER BY newest.created_at DESC, newest.id DESC LIMIT ${limit + 1})`
}

export const viewAdminJob = ({ job, email }: { job: JobRow; email: string }): AdminJobView => ({
  ...viewJob(job, null),
  userId: job.userId,
  email,
  asrModel: job.asrModel,
  mtModel: job.mtModel,
})
