import { eq, sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { RedeemBody, RedeemView } from '../../contract/wallet.ts'
import { ledgerEntries, redeemCodes, wallets } from '../../db/schema/wallet.ts'
import { MOVEMENTS } from '../../domain/ledger/accounts.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { enforceLimit } from '../enforce-limit.ts'
import { keyedHash } from '../keyed-hash.ts'
import { hashCode, normaliseCode } from '../redeem-codes/code.ts'
import { insertEntry } from './ledger-sql.ts'

/** So many learners may redeem at full speed from one address, a school's; guessing with many accounts ends there. */
const ROOM_OF_LEARNERS = 10

/**
 * Turns a code into credits, once. Claiming the code and writing the entry are one transaction; of two requests at once
 * one claims the row. The same key again answers what it answered the first time.
 * @throws AppError redeem_code_not_found, redeem_code_unavailable, redeem_code_expired, idempotency_key_reused, rate_limited
 */
export async function redeem(ctx: Ctx, userId: string, body: RedeemBody, address: string): Promise<RedeemView> {
  await enforceLimit(ctx, `redeem:${userId}`, ctx.settings.redeemsPerMinute)
  await enforceLimit(ctx, `redeem:${address}`, ROOM_OF_LEARNERS * ctx.settings.redeemsPerMinute)
  const now = ctx.now()
  const codeHash = await hashCode(normaliseCode(body.code))
  const [wallet] = await ctx.db.select({ id: wallets.id }).from(wallets).where(eq(wallets.userId, userId))
  if (!wallet) throw new AppError('invalid_token')
  // The wallet's id, not the person's, and nothing a client wrote as it is: the ledger outlives the account.
  const key = `redeem:${await keyedHash(ctx.settings.jwtSecret, `${wallet.id}:${body.idempotencyKey}`)}`
  const entryId = newId()

  await transact(ctx.db, [
    sql`
      UPDATE redeem_codes
      SET redeemed_at = ${now}, ledger_entry_id = ${entryId}, redeemed_by = ${wallet.id}
      WHERE code_hash = ${codeHash} AND redeemed_at IS NULL AND revoked_at IS NULL AND expires_at > ${now}
        AND NOT EXISTS (SELECT 1 FROM ledger_entries WHERE idempotency_key = ${key})`,
    insertEntry({
      id: entryId,
      type: 'redeem',
      movement: MOVEMENTS.redeem,
      amount: sql`c.credits`,
      from: sql`FROM redeem_codes c JOIN wallets w ON w.id = c.redeemed_by WHERE c.ledger_entry_id = ${entryId}`,
      key,
      createdAt: now,
      redeemCodeId: sql`c.id`,
    }),
  ])

  const [entry] = await ctx.db
    .select({ id: ledgerEntries.id, balanceAfter: ledgerEntries.balanceAfter, codeHash: redeemCodes.codeHash })
    .from(ledgerEntries)
    .innerJoin(redeemCodes, eq(redeemCodes.id, ledgerEntries.redeemCodeId))
    .where(eq(ledgerEntries.idempotencyKey, key))
  if (!entry) throw await whyNot(ctx, codeHash, now)
  if (entry.codeHash !== codeHash) throw new AppError('idempotency_key_reused')
  return { code: body.code, balanceCredits: entry.balanceAfter, ledgerId: entry.id }
}

async function whyNot(ctx: Ctx, codeHash: string, now: number): Promise<AppError> {
  const [code] = await ctx.db.select().from(redeemCodes).where(eq(redeemCodes.codeHash, codeHash))
  if (!code) return new AppError('redeem_code_not_found')
  if (code.redeemedAt === null && code.revokedAt === null && code.expiresAt <= now) {
    return new AppError('redeem_code_expired')
  }
  return new AppError('redeem_code_unavailable')
}
