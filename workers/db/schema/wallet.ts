import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { QuoteView } from '../../contract/jobs.ts'
import type { LedgerAccount, LedgerEntryType } from '../../contract/wallet.ts'
import { users } from './users.ts'

/**
 * A wallet is not the learner: the ledger names wallets only, so that a person can be deleted (user_id becomes null)
 * while the books stay whole. The two balances are a cache that a trigger keeps equal to the newest ledger entry.
 */
export const wallets = sqliteTable(
  'wallets',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .unique()
      .references(() => users.id, { onDelete: 'set null' }),
    balanceCredits: integer('balance_credits').notNull().default(0),
    heldCredits: integer('held_credits').notNull().default(0),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    check('wallets_balance_not_negative', sql`${table.balanceCredits} >= 0`),
    check('wallets_held_within_balance', sql`${table.heldCredits} BETWEEN 0 AND ${table.balanceCredits}`),
  ],
)

/**
 * Append-only (triggers refuse UPDATE and DELETE), double entry: each row moves `amount` from one account to another, so
 * the books balance by construction. `seq` is the order of the entries. Triggers also refuse an entry that does not go on
 * from its wallet's balances, or whose accounts are not those of its type.
 */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    walletId: text('wallet_id')
      .notNull()
      .references(() => wallets.id),
    entryType: text('entry_type').$type<LedgerEntryType>().notNull(),
    fromAccount: text('from_account').$type<LedgerAccount>().notNull(),
    toAccount: text('to_account').$type<LedgerAccount>().notNull(),
    amount: integer().notNull(),
    balanceAfter: integer('balance_after').notNull(),
    heldAfter: integer('held_after').notNull(),
    holdId: text('hold_id'),
    /** No foreign key: the job may be deleted with its owner, the entry stays. */
    jobId: text('job_id'),
    redeemCodeId: text('redeem_code_id'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    /** Why, in the words of the admin who adjusted or refunded; the learner reads it. */
    note: text(),
    /** The admin who adjusted or refunded, as the log of changes names them; only admins see it. */
    actor: text(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('ledger_entries_by_wallet').on(table.walletId, table.seq),
    index('ledger_entries_by_job').on(table.jobId),
    // The check of the books asks for the entries of each hold and each code.
    index('ledger_entries_by_hold').on(table.holdId),
    index('ledger_entries_by_code').on(table.redeemCodeId),
    index('ledger_entries_by_type').on(table.entryType, table.createdAt),
    check('ledger_entries_amount_positive', sql`${table.amount} > 0`),
    check('ledger_entries_two_accounts', sql`${table.fromAccount} <> ${table.toAccount}`),
    check('ledger_entries_balance_not_negative', sql`${table.balanceAfter} >= 0`),
    check('ledger_entries_held_within_balance', sql`${table.heldAfter} BETWEEN 0 AND ${table.balanceAfter}`),
  ],
)

/** Credits set aside for one run of a job. A hold has exactly one outcome; a trigger refuses a second. */
export const holds = sqliteTable(
  'holds',
  {
    id: text().primaryKey(),
    walletId: text('wallet_id')
      .notNull()
      .references(() => wallets.id),
    jobId: text('job_id').notNull(),
    amount: integer().notNull(),
    /** What the run was quoted: a retry of the job is quoted anew. */
    quote: text({ mode: 'json' }).$type<QuoteView>(),
    status: text().$type<'held' | 'settled' | 'released'>().notNull().default('held'),
    settledAmount: integer('settled_amount').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (table) => [
    uniqueIndex('holds_one_open_per_job')
      .on(table.jobId)
      .where(sql`${table.status} = 'held'`),
    index('holds_by_wallet').on(table.walletId),
    index('holds_by_job').on(table.jobId, table.createdAt),
    check('holds_amount_positive', sql`${table.amount} > 0`),
    check('holds_settled_within_hold', sql`${table.settledAmount} BETWEEN 0 AND ${table.amount}`),
  ],
)

/** Codes that were made together. `note` is for admins. */
export const redeemBatches = sqliteTable(
  'redeem_batches',
  {
    id: text().primaryKey(),
    prefix: text().notNull(),
    count: integer().notNull(),
    credits: integer().notNull(),
    note: text().notNull().default(''),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('redeem_batches_by_time').on(table.createdAt, table.id)],
)

export const redeemCodes = sqliteTable(
  'redeem_codes',
  {
    id: text().primaryKey(),
    /** SHA-256 of the normalised code, hex: the code itself is shown once and never stored. 60 random bits need no salt. */
    codeHash: text('code_hash').notNull().unique(),
    /** The first characters, by which an admin finds a code again. */
    visiblePrefix: text('visible_prefix').notNull(),
    batchId: text('batch_id').notNull(),
    credits: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    redeemedAt: integer('redeemed_at'),
    redeemedBy: text('redeemed_by').references(() => wallets.id),
    /** The ledger entry this code was turned into. */
    ledgerEntryId: text('ledger_entry_id').unique(),
    revokedAt: integer('revoked_at'),
  },
  (table) => [
    index('redeem_codes_by_batch').on(table.batchId, table.createdAt, table.id),
    // In the order of the list, with what it is searched by and filtered by beside it, in all and by what became of a code.
    index('redeem_codes_by_time').on(table.createdAt, table.id, table.visiblePrefix),
    index('redeem_codes_used')
      .on(table.createdAt, table.id, table.visiblePrefix)
      .where(sql`redeemed_at IS NOT NULL`),
    index('redeem_codes_revoked')
      .on(table.createdAt, table.id, table.visiblePrefix)
      .where(sql`revoked_at IS NOT NULL`),
    index('redeem_codes_unused')
      .on(table.createdAt, table.id, table.visiblePrefix, table.expiresAt)
      .where(sql`redeemed_at IS NULL AND revoked_at IS NULL`),
    index('redeem_codes_by_prefix').on(table.visiblePrefix, table.id),
    index('redeem_codes_by_redeemer').on(table.redeemedBy),
    check('redeem_codes_credits_positive', sql`${table.credits} > 0`),
  ],
)
