import { and, desc, eq, lt } from 'drizzle-orm'
import type { AdminLedgerEntryView } from '../../contract/admin-lists.ts'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { QuoteView } from '../../contract/jobs.ts'
import type { LedgerEntryType, LedgerEntryView } from '../../contract/wallet.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { holds, ledgerEntries, redeemCodes, wallets } from '../../db/schema/wallet.ts'
import { walletDelta } from '../../domain/ledger/accounts.ts'
import { type Ctx, isoTime } from '../context.ts'
import { decodeCursor, toPage } from '../cursor.ts'

const DESCRIPTIONS: Record<LedgerEntryType, string> = {
  redeem: 'Redeem code',
  hold: 'Held for a job',
  settle: 'Paid for a job',
  release: 'Returned from a hold',
  adjust: 'Correction',
  refund: 'Refund',
}

/** The learner's entries, newest first, in the order the ledger wrote them. */
export async function listLedger(ctx: Ctx, userId: string, query: PageQuery): Promise<Page<LedgerEntryView>> {
  return toPage(await readRows(ctx, userId, query), query.limit, viewEntry, placeOf)
}

/** The same with who adjusted and refunded, which learners are not told. */
export async function listLedgerForAdmin(
  ctx: Ctx,
  userId: string,
  query: PageQuery,
): Promise<Page<AdminLedgerEntryView>> {
  const view = (row: Row): AdminLedgerEntryView => ({ ...viewEntry(row), actor: row.entry.actor })
  return toPage(await readRows(ctx, userId, query), query.limit, view, placeOf)
}

const placeOf = ({ entry }: Row) => ({ at: entry.seq, id: entry.id })

function readRows(ctx: Ctx, userId: string, query: PageQuery): Promise<Row[]> {
  const before = query.cursor === undefined ? undefined : lt(ledgerEntries.seq, decodeCursor(query.cursor).at)
  return ctx.db
    .select({ entry: ledgerEntries, jobTitle: jobs.title, quote: holds.quote, codePrefix: redeemCodes.visiblePrefix })
    .from(ledgerEntries)
    .innerJoin(wallets, eq(wallets.id, ledgerEntries.walletId))
    .leftJoin(jobs, eq(jobs.id, ledgerEntries.jobId))
    .leftJoin(holds, eq(holds.id, ledgerEntries.holdId))
    .leftJoin(redeemCodes, eq(redeemCodes.id, ledgerEntries.redeemCodeId))
    .where(and(eq(wallets.userId, userId), before))
    .orderBy(desc(ledgerEntries.seq))
    .limit(query.limit + 1)
}

type Row = {
  entry: typeof ledgerEntries.$inferSelect
  jobTitle: string | null
  quote: QuoteView | null
  codePrefix: string | null
}

function viewEntry({ entry, jobTitle, quote, codePrefix }: Row): LedgerEntryView {
  const delta = walletDelta({ from: entry.fromAccount, to: entry.toAccount }, entry.amount)
  return {
    id: entry.id,
    entryType: entry.entryType,
    deltaCredits: delta.balance,
    heldDeltaCredits: delta.held,
    balanceAfter: entry.balanceAfter,
    heldAfter: entry.heldAfter,
    description: DESCRIPTIONS[entry.entryType],
    jobId: entry.jobId,
    jobTitle,
    holdId: entry.holdId,
    quote: entry.entryType === 'hold' ? quote : null,
    codePrefix,
    note: entry.note,
    createdAt: isoTime(entry.createdAt),
  }
}
