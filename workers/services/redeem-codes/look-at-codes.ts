import { eq } from 'drizzle-orm'
import type { CodeState } from '../../contract/admin-lists.ts'
import { CODE_STATES } from '../../contract/states.ts'
import { redeemCodes } from '../../db/schema/wallet.ts'
import type { Ctx } from '../context.ts'
import { codeState } from './code-state.ts'

const { id, batchId, visiblePrefix, credits, redeemedAt, revokedAt, expiresAt } = redeemCodes
const times = { redeemedAt, revokedAt, expiresAt }

/** How a code stands, for the log; null when there is none. */
export async function lookAtCode(
  ctx: Ctx,
  codeId: string,
): Promise<{ visiblePrefix: string; credits: number; state: CodeState } | null> {
  const [code] = await ctx.db
    .select({ ...times, visiblePrefix, credits })
    .from(redeemCodes)
    .where(eq(id, codeId))
  if (!code) return null
  return { visiblePrefix: code.visiblePrefix, credits: code.credits, state: codeState(code, ctx.now()) }
}

/** How many codes of a batch stand how, for the log; a batch has 1,000 at most. */
export async function lookAtBatch(ctx: Ctx, batch: string): Promise<Record<CodeState, number>> {
  const codes = await ctx.db.select(times).from(redeemCodes).where(eq(batchId, batch))
  const states = codes.map((code) => codeState(code, ctx.now()))
  const counts = CODE_STATES.map((state) => [state, states.filter((one) => one === state).length])
  return Object.fromEntries(counts) as Record<CodeState, number>
}
