import { sql } from 'drizzle-orm'
import type { LedgerCheckView } from '../../contract/admin.ts'
import { LEDGER_QUERIES, readLedgerCheck } from '../../db/ledger-rules.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'

/** Proves the books: every rule of the ledger against every entry, as of one moment. Changes nothing. */
export async function checkLedger(ctx: Ctx): Promise<LedgerCheckView> {
  const results = await transact(
    ctx.db,
    LEDGER_QUERIES.map((query) => sql.raw(query)),
  )
  return readLedgerCheck(
    results.map(({ results: rows }) => rows),
    ctx.now(),
  )
}
