import { eq, sql, type SQL } from 'drizzle-orm'
import type { CorrectionView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { ledgerEntries } from '../../db/schema/wallet.ts'
import { transact } from '../../db/transact.ts'
import type { Movement } from '../../domain/ledger/accounts.ts'
import { type Ctx, newId } from '../context.ts'
import { insertEntry } from './ledger-sql.ts'

type Correction = {
  type: 'adjust' | 'refund'
  movement: Movement
  amount: number
  reason: string
  /** The admin’s name; a replay under the same key leaves the first one’s. */
  actor: string
  /** One name space for each type. */
  idempotencyKey: string
  walletId: string
  jobId: string | null
  /** `FROM … w … WHERE …`: the wallet and the condition, settled in the statement that writes. */
  from: SQL
}

/**
 * An entry made by hand, once per key. Null when the condition refused it.
 * @throws AppError idempotency_key_reused when the key made another entry before
 */
export async function correctBalance(ctx: Ctx, correction: Correction): Promise<CorrectionView | null> {
  const { type, movement, amount, reason, actor, walletId, jobId, from } = correction
  const key = `${type}:${correction.idempotencyKey}`
  await transact(ctx.db, [
    insertEntry({
      id: newId(),
      type,
      movement,
      amount: sql`${amount}`,
      from,
      key,
      createdAt: ctx.now(),
      note: reason,
      actor,
      ...(jobId !== null && { jobId: sql`${jobId}` }),
    }),
  ])
  const [entry] = await ctx.db.select().from(ledgerEntries).where(eq(ledgerEntries.idempotencyKey, key))
  if (!entry) return null
  const isSame =
    entry.walletId === walletId &&
    entry.jobId === jobId &&
    entry.fromAccount === movement.from &&
    entry.amount === amount &&
    entry.note === reason
  if (!isSame) throw new AppError('idempotency_key_reused')
  return {
    ledgerId: entry.id,
    balanceCredits: entry.balanceAfter,
    availableCredits: entry.balanceAfter - entry.heldAfter,
  }
}
