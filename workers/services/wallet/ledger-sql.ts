import { sql, type SQL } from 'drizzle-orm'
import type { LedgerEntryType } from '../../contract/wallet.ts'
import { type Movement, walletDelta } from '../../domain/ledger/accounts.ts'

/**
 * The one statement that writes the ledger: INSERT … SELECT over whatever grants the movement (a code just claimed, a
 * hold just taken). When the condition selects no row nothing is written, and when it would overdraw, the CHECKs fail
 * the whole batch. The balances after it are computed in the same statement, so no reader can come between.
 *
 * `from` must yield at most one row and name the wallet `w`; `key` is the effect's idempotency key, and an entry under
 * a key that exists already is not written again.
 */
export function insertEntry(entry: {
  id: string
  type: LedgerEntryType
  movement: Movement
  amount: SQL
  from: SQL
  key: SQL | string
  createdAt: number
  holdId?: SQL
  jobId?: SQL
  redeemCodeId?: SQL
  note?: string
  actor?: string
}): SQL {
  const unit = walletDelta(entry.movement, 1)
  const none = sql`NULL`
  return sql`
    INSERT INTO ledger_entries (id, wallet_id, entry_type, from_account, to_account, amount, balance_after, held_after,
                                hold_id, job_id, redeem_code_id, idempotency_key, note, actor, created_at)
    SELECT ${entry.id}, w.id, ${entry.type}, ${entry.movement.from}, ${entry.movement.to}, ${entry.amount},
           w.balance_credits + ${unit.balance} * (${entry.amount}), w.held_credits + ${unit.held} * (${entry.amount}),
           ${entry.holdId ?? none}, ${entry.jobId ?? none}, ${entry.redeemCodeId ?? none}, ${entry.key},
           ${entry.note ?? null}, ${entry.actor ?? null}, ${entry.createdAt}
    ${entry.from}
    ON CONFLICT (idempotency_key) DO NOTHING`
}
