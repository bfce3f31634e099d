import { eq, sql } from 'drizzle-orm'
import type { JobErrorCode } from '../../contract/errors.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { MOVEMENTS } from '../../domain/ledger/accounts.ts'
import { settleCredits } from '../../domain/pricing/price.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { insertEntry } from '../wallet/ledger-sql.ts'

export type Outcome = { status: 'succeeded' | 'failed' | 'cancelled'; errorCode: JobErrorCode | null }

/**
 * Ends a job and closes its hold in one transaction: what was delivered is settled, the rest released. A failed job costs
 * nothing; a cancelled one costs what is finished, by its own length. Whoever comes second changes nothing and gets false.
 */
export async function finishRun(ctx: Ctx, jobId: string, outcome: Outcome): Promise<boolean> {
  const [job] = await ctx.db.select().from(jobs).where(eq(jobs.id, jobId))
  if (!job) return false
  const { status, errorCode } = outcome
  const now = ctx.now()
  const paidMs = await deliveredMs(ctx, job, status)
  const cost = job.quote
    ? settleCredits(job.quote, paidMs - job.paidMs, await translatedSentences(ctx, job, status))
    : 0
  const openHold = sql`
    FROM holds h JOIN wallets w ON w.id = h.wallet_id JOIN jobs j ON j.id = h.job_id
    WHERE h.job_id = ${jobId} AND h.status = 'held' AND j.status = ${status}`
  const entry = { createdAt: now, holdId: sql`h.id`, jobId: sql`h.job_id` }

  const [update] = await transact(ctx.db, [
    sql`
      UPDATE jobs
      SET status = ${status}, stage = CASE ${status} WHEN 'succeeded' THEN 'completed' WHEN 'cancelled' THEN 'cancelled' ELSE stage END,
          progress_percent = CASE ${status} WHEN 'succeeded' THEN 100 ELSE progress_percent END,
          error_code = ${errorCode}, paid_ms = ${paidMs}, updated_at = ${now}, ended_at = ${now}
      WHERE id = ${jobId} AND status IN ('queued', 'running')`,
    ctx.db.update(exerciseSets).set({ complete: true }).where(eq(exerciseSets.jobId, jobId)),
    insertEntry({
      ...entry,
      id: newId(),
      type: 'settle',
      movement: MOVEMENTS.settle,
      amount: sql`MIN(${cost}, h.amount)`,
      from: sql`${openHold} AND ${cost} > 0`,
      key: sql`'settle:' || h.id`,
    }),
    insertEntry({
      ...entry,
      id: newId(),
      type: 'release',
      movement: MOVEMENTS.release,
      amount: sql`h.amount - MIN(${cost}, h.amount)`,
      from: sql`${openHold} AND h.amount > ${cost}`,
      key: sql`'release:' || h.id`,
    }),
    sql`
      UPDATE holds
      SET status = CASE WHEN ${cost} > 0 THEN 'settled' ELSE 'released' END,
          settled_amount = MIN(${cost}, amount), closed_at = ${now}
      WHERE job_id = ${jobId} AND status = 'held' AND EXISTS (SELECT 1 FROM jobs WHERE id = ${jobId} AND status = ${status})`,
  ])
  return (update?.meta.changes ?? 0) > 0
}

/** Up to where the source is paid for once the job ends so. Milliseconds, never less than before. */
async function deliveredMs(ctx: Ctx, job: typeof jobs.$inferSelect, status: Outcome['status']): Promise<number> {
  if (status === 'failed') return job.paidMs
  if (status === 'succeeded') return Math.max(job.paidMs, job.durationMs ?? 0)
  const [last] = await ctx.db
    .select({ endMs: sql<number>`COALESCE(MAX(${exerciseItems.endMs}), 0)` })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(eq(exerciseSets.jobId, job.id))
  return Math.max(job.paidMs, Math.min(last?.endMs ?? 0, job.durationMs ?? 0))
}

async function translatedSentences(
  ctx: Ctx,
  job: typeof jobs.$inferSelect,
  status: Outcome['status'],
): Promise<number> {
  if (status === 'failed' || !job.quote?.mt) return 0
  const [count] = await ctx.db
    .select({ sentences: sql<number>`COUNT(*)` })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(
      sql`${exerciseSets.jobId} = ${job.id} AND ${exerciseItems.translationZh} <> '' AND ${exerciseItems.endMs} > ${job.paidMs}`,
    )
  return count?.sentences ?? 0
}
