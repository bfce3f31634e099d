import { eq, sql } from 'drizzle-orm'
import type { JobErrorCode } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { MOVEMENTS } from '../../domain/ledger/accounts.ts'
import { settleCredits } from '../../domain/pricing/price.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { insertEntry } from '../wallet/ledger-sql.ts'
import { DELIVERED_MS, findDelivered } from './delivered.ts'

/** How a job ended. `run`: which of its runs; without it, whichever is under way. */
export type Outcome = { run?: number; status: 'succeeded' | 'failed' | 'cancelled'; errorCode: JobErrorCode | null }

/** Sentences arrive one by one, so a job does not change this often between a read and a write. */
const MAX_LOOKS = 50

/**
 * Ends a job and closes its hold in one transaction: what was delivered is settled, the rest released. A failed job costs
 * nothing; a cancelled one costs what is finished, by its own length. Whoever comes second,
 * or with the end of an earlier run, changes nothing and gets false. The price is worked out here and not in SQL (it needs more than 64 bits), so the transaction is for the job as it was
 * read: when a sentence or a quote came in between, it writes nothing and the job is looked at again.
 */
export async function finishRun(ctx: Ctx, jobId: string, outcome: Outcome): Promise<boolean> {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const seen = await look(ctx, jobId)
    if (!seen || !['queued', 'running'].includes(seen.job.status)) return false
    if (outcome.run !== undefined && outcome.run !== seen.job.run) return false
    if (await close(ctx, seen, outcome)) return true
  }
  throw new Error(`job ${jobId} does not hold still`)
}

type Seen = { job: typeof jobs.$inferSelect; deliveredMs: number; translatedSentences: number }

/** How many translations of job `jobs` this run is charged for. */
const TRANSLATED_SENTENCES = sql`(
  SELECT COUNT(*) FROM exercise_items i JOIN exercise_sets s ON s.id = i.set_id
  WHERE s.job_id = jobs.id AND i.mt_model IS NOT NULL AND i.mt_billed = 0)`

async function look(ctx: Ctx, jobId: string): Promise<Seen | undefined> {
  const [seen] = await ctx.db
    .select({
      job: jobs,
      deliveredMs: DELIVERED_MS,
      translatedSentences: sql<number>`${TRANSLATED_SENTENCES}`,
    })
    .from(jobs)
    .where(eq(jobs.id, jobId))
  return seen
}

async function close(ctx: Ctx, seen: Seen, { status, errorCode }: Outcome): Promise<boolean> {
  const { job, deliveredMs, translatedSentences } = seen
  const now = ctx.now()
  const paidMs = payableMs(seen, status)
  const cost = job.quote && status !== 'failed' ? settleCredits(job.quote, await findDelivered(ctx, job, paidMs)) : 0
  // A hold is open only while its job is, so these find one only when the first statement ended the job.
  const openHold = sql`
    FROM holds h JOIN wallets w ON w.id = h.wallet_id JOIN jobs j ON j.id = h.job_id
    WHERE h.job_id = ${job.id} AND h.status = 'held' AND j.status = ${status}`
  const entry = { createdAt: now, holdId: sql`h.id`, jobId: sql`h.job_id` }

  const [update] = await transact(ctx.db, [
    sql`
      UPDATE jobs
      SET status = ${status}, stage = CASE ${status} WHEN 'succeeded' THEN 'completed' WHEN 'cancelled' THEN 'cancelled' ELSE stage END,
          progress_percent = CASE ${status} WHEN 'succeeded' THEN 100 ELSE progress_percent END,
          error_code = ${errorCode}, waiting_since = NULL, paid_ms = ${paidMs}, updated_at = ${now}, ended_at = ${now}
      WHERE id = ${job.id} AND run = ${job.run} AND status IN ('queued', 'running')
        AND quote IS ${job.quote && JSON.stringify(job.quote)} AND duration_ms IS ${job.durationMs} AND paid_ms = ${job.paidMs}
        AND run = ${job.run} AND ready_items = ${job.readyItems} AND ${DELIVERED_MS} = ${deliveredMs} AND ${TRANSLATED_SENTENCES} = ${translatedSentences}`,
    sql`
      UPDATE exercise_sets SET complete = 1
      WHERE job_id = ${job.id} AND EXISTS (SELECT 1 FROM jobs WHERE id = ${job.id} AND status = ${status})`,
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
      WHERE job_id = ${job.id} AND status = 'held' AND EXISTS (SELECT 1 FROM jobs WHERE id = ${job.id} AND status = ${status})`,
    // What is on this bill is not on the next one, should the job be retried. A failed job had none.
    sql`
      UPDATE exercise_items SET mt_billed = 1
      WHERE set_id = (SELECT id FROM exercise_sets WHERE job_id = ${job.id}) AND mt_model IS NOT NULL
        AND ${status} <> 'failed' AND EXISTS (SELECT 1 FROM jobs WHERE id = ${job.id} AND status = ${status})`,
  ])
  return (update?.meta.changes ?? 0) > 0
}

/** Up to where the source is paid for once the job ends so. Milliseconds, never less than before. */
function payableMs({ job, deliveredMs }: Seen, status: Outcome['status']): number {
  if (status === 'failed') return job.paidMs
  const end = job.durationMs ?? 0
  return Math.max(job.paidMs, status === 'succeeded' ? end : Math.min(deliveredMs, end))
}
