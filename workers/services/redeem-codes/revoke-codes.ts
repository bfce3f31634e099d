import { and, eq, isNull } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { redeemBatches, redeemCodes } from '../../db/schema/wallet.ts'
import type { Ctx } from '../context.ts'

/** A code that was used stays used: whoever comes first, the learner or the admin, wins. */
const isOpen = and(isNull(redeemCodes.redeemedAt), isNull(redeemCodes.revokedAt))

/** Withdraws a code. @throws AppError redeem_code_not_found, redeem_code_unavailable when it was used or withdrawn before */
export async function revokeCode(ctx: Ctx, id: string): Promise<{ revoked: number }> {
  const rows = await ctx.db
    .update(redeemCodes)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(redeemCodes.id, id), isOpen))
    .returning({ id: redeemCodes.id })
  if (rows.length > 0) return { revoked: 1 }
  const [code] = await ctx.db.select({ id: redeemCodes.id }).from(redeemCodes).where(eq(redeemCodes.id, id))
  throw new AppError(code ? 'redeem_code_unavailable' : 'redeem_code_not_found')
}

/** Withdraws what is left of a batch; how many that were. @throws AppError code_batch_not_found */
export async function revokeBatch(ctx: Ctx, batchId: string): Promise<{ revoked: number }> {
  const [batch] = await ctx.db.select({ id: redeemBatches.id }).from(redeemBatches).where(eq(redeemBatches.id, batchId))
  if (!batch) throw new AppError('code_batch_not_found')
  const rows = await ctx.db
    .update(redeemCodes)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(redeemCodes.batchId, batchId), isOpen))
    .returning({ id: redeemCodes.id })
  return { revoked: rows.length }
}
