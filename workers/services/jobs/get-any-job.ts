import { desc, eq } from 'drizzle-orm'
import type { AdminJobDetailView } from '../../contract/admin-lists.ts'
import { AppError } from '../../contract/errors.ts'
import { jobEvents } from '../../db/schema/job-events.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { users } from '../../db/schema/users.ts'
import { holds } from '../../db/schema/wallet.ts'
import { type Ctx, isoTime } from '../context.ts'
import { viewAdminJob } from './list-all-jobs.ts'
import type { JobRow } from './view-job.ts'

const MOST_EVENTS = 200

/** A job with its log and its money. @throws AppError job_not_found */
export async function getAnyJob(ctx: Ctx, jobId: string): Promise<AdminJobDetailView> {
  const [found, events, held] = await ctx.db.batch([
    ctx.db
      .select({ job: jobs, email: users.email })
      .from(jobs)
      .innerJoin(users, eq(users.id, jobs.userId))
      .where(eq(jobs.id, jobId)),
    ctx.db.select().from(jobEvents).where(eq(jobEvents.jobId, jobId)).orderBy(desc(jobEvents.seq)).limit(MOST_EVENTS),
    ctx.db.select().from(holds).where(eq(holds.jobId, jobId)).orderBy(holds.createdAt),
  ])
  const [row] = found
  if (!row) throw new AppError('job_not_found')
  return {
    ...viewAdminJob(row),
    durationMs: row.job.durationMs,
    sourceBytes: row.job.sourceBytes,
    source: sourceOf(row.job),
    // A retry takes a number too.
    attempts: row.job.lease - (row.job.run - 1),
    holds: held.map(({ amount, status, settledAmount, createdAt }) => ({
      amount,
      status,
      settledAmount,
      createdAt: isoTime(createdAt),
    })),
    events: events.toReversed().map(({ at, status, stage, errorCode, readyItems }) => ({
      at: isoTime(at),
      status,
      stage,
      errorCode,
      readyItems,
    })),
  }
}

function sourceOf(job: JobRow): AdminJobDetailView['source'] {
  if (job.sourceUrl === null) return { kind: 'file', name: job.sourceFileName }
  const { origin, pathname } = new URL(job.sourceUrl)
  return { kind: 'link', address: origin + pathname }
}
