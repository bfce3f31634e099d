import { and, eq, sql } from 'drizzle-orm'
import type { JobErrorCode } from '../../contract/errors.ts'
import type { QuoteView } from '../../contract/jobs.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { holds } from '../../db/schema/wallet.ts'
import { MOVEMENTS } from '../../domain/ledger/accounts.ts'
import { makeQuote, MICROS } from '../../domain/pricing/price.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { chainsOf, findChains } from '../model-routes/find-chains.ts'
import { insertEntry } from '../wallet/ledger-sql.ts'
import { heldBy, type Lease } from './held-by.ts'

const FREE = { costPerUnitMicros: 0, multiplierMicros: MICROS }

/**
 * The length is known: quote the job and hold its price, before any paid work. What earlier runs delivered is paid for and
 * not quoted again. Running it twice holds once, and the first quote stands. Returns why the job cannot go on, or null when it can.
 */
export async function holdForRun(ctx: Ctx, lease: Lease, durationMs: number): Promise<JobErrorCode | null> {
  const { jobId } = lease
  const [job] = await ctx.db.select().from(jobs).where(eq(jobs.id, jobId))
  if (!job) return 'internal_error'
  if (durationMs > ctx.settings.maxDurationMs) return 'media_too_long'

  const wanted = job.quote ?? (await quoteJob(ctx, job, durationMs))
  if (!wanted) return 'asr_failed'
  const quote = JSON.stringify(wanted)
  const now = ctx.now()
  const holdId = newId()
  await transact(ctx.db, [
    sql`
      UPDATE jobs SET quote = COALESCE(quote, ${quote}), duration_ms = ${durationMs}, updated_at = ${now}
      WHERE ${heldBy(lease)}`,
    sql`
      INSERT INTO holds (id, wallet_id, job_id, amount, quote, created_at)
      SELECT ${holdId}, w.id, jobs.id, jobs.quote ->> 'credits', jobs.quote, ${now}
      FROM jobs JOIN wallets w ON w.user_id = jobs.user_id
      WHERE ${heldBy(lease)} AND jobs.quote ->> 'credits' > 0
        AND w.balance_credits - w.held_credits >= jobs.quote ->> 'credits'
        AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.job_id = jobs.id AND h.status = 'held')`,
    insertEntry({
      id: newId(),
      type: 'hold',
      movement: MOVEMENTS.hold,
      amount: sql`h.amount`,
      from: sql`FROM holds h JOIN wallets w ON w.id = h.wallet_id WHERE h.id = ${holdId}`,
      key: `hold:${holdId}`,
      createdAt: now,
      holdId: sql`h.id`,
      jobId: sql`h.job_id`,
    }),
  ])
  const [after] = await ctx.db
    .select({ quote: jobs.quote, holdId: holds.id })
    .from(jobs)
    .leftJoin(holds, and(eq(holds.jobId, jobs.id), eq(holds.status, 'held')))
    .where(eq(jobs.id, jobId))
  return after?.holdId || after?.quote?.credits === 0 ? null : 'insufficient_credits'
}

/** Null when no route is left that could recognise: the deployment has no key for them any more. */
async function quoteJob(ctx: Ctx, job: typeof jobs.$inferSelect, durationMs: number): Promise<QuoteView | null> {
  // Clips of sentences that were paid for are cut again at no charge, also when their route is gone.
  if (job.restoresSetId !== null) return makeQuote(0, { modelName: job.asrModel, ...FREE }, null)
  // What the runner was given, whatever became of it: what it uses has a price. Null for a job that was handed over before there was this.
  const { asr, mt } = job.handedRoutes
    ? chainsOf(await ctx.db.select().from(modelRoutes), job.handedRoutes)
    : await findChains(ctx, job)
  const [first, ...rest] = asr
  if (!first) return null
  const fallbacks = { asr: rest, mt: mt.slice(1) }
  return makeQuote(Math.max(0, durationMs - job.paidMs), first, mt[0] ?? null, fallbacks)
}
