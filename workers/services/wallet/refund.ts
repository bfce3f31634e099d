import { eq, sql } from 'drizzle-orm'
import type { CorrectionView, RefundBody } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { wallets } from '../../db/schema/wallet.ts'
import { MOVEMENTS } from '../../domain/ledger/accounts.ts'
import type { Ctx } from '../context.ts'
import { correctBalance } from './correct-balance.ts'

/**
 * Gives back some or all of what a job was settled for; never more than was paid, however often it is asked.
 * @throws AppError job_not_found, refund_exceeds_payment, idempotency_key_reused
 */
export async function refund(ctx: Ctx, jobId: string, body: RefundBody, actor: string): Promise<CorrectionView> {
  const [wallet] = await ctx.db
    .select({ id: wallets.id })
    .from(wallets)
    .innerJoin(jobs, eq(jobs.userId, wallets.userId))
    .where(eq(jobs.id, jobId))
  if (!wallet) throw new AppError('job_not_found')
  const view = await correctBalance(ctx, {
    type: 'refund',
    movement: MOVEMENTS.refund,
    amount: body.credits,
    reason: body.reason,
    actor,
    idempotencyKey: body.idempotencyKey,
    walletId: wallet.id,
    jobId,
    from: sql`
      FROM wallets w WHERE w.id = ${wallet.id} AND ${body.credits} <= (
        SELECT COALESCE(SUM(CASE entry_type WHEN 'settle' THEN amount WHEN 'refund' THEN -amount ELSE 0 END), 0)
        FROM ledger_entries WHERE job_id = ${jobId})`,
  })
  if (!view) throw new AppError('refund_exceeds_payment')
  return view
}
