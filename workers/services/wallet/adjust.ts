import { eq, sql } from 'drizzle-orm'
import type { AdjustBody, CorrectionView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { wallets } from '../../db/schema/wallet.ts'
import type { Ctx } from '../context.ts'
import { correctBalance } from './correct-balance.ts'

/**
 * Gives a learner credits or takes some, by hand and with a reason. What is held for running work is not taken.
 * @throws AppError learner_not_found, adjust_exceeds_available, idempotency_key_reused
 */
export async function adjust(ctx: Ctx, userId: string, body: AdjustBody, actor: string): Promise<CorrectionView> {
  const [wallet] = await ctx.db.select().from(wallets).where(eq(wallets.userId, userId))
  if (!wallet) throw new AppError('learner_not_found')
  const view = await correctBalance(ctx, {
    type: 'adjust',
    movement: body.credits > 0 ? { from: 'adjustments', to: 'available' } : { from: 'available', to: 'adjustments' },
    amount: Math.abs(body.credits),
    reason: body.reason,
    actor,
    idempotencyKey: body.idempotencyKey,
    walletId: wallet.id,
    jobId: null,
    from: sql`FROM wallets w WHERE w.id = ${wallet.id} AND w.balance_credits - w.held_credits + ${body.credits} >= 0`,
  })
  if (!view) throw new AppError('adjust_exceeds_available')
  return view
}
