import type { LedgerCheckView, LedgerFault } from '../contract/admin.ts'
import { LEDGER_ACCOUNTS } from '../contract/wallet.ts'

/**
 * What must be true of the books, each as a query for the rows that break it. The admin's call and `npm run ledger:check`
 * ask the same. Nothing here trusts a trigger or a cached balance: everything is worked out from the entries again. Groups
 * are by `rowid` where they can be: rows are then read in the order in which they lie.
 */
const IN_BALANCE = `(to_account IN ('available', 'held')) - (from_account IN ('available', 'held'))`
const IN_HELD = `(to_account = 'held') - (from_account = 'held')`

const RULES: Record<string, string> = {
  'each entry goes on from the one before it in its wallet': `
    SELECT id, wallet_id, balance_after, held_after FROM (
      SELECT id, wallet_id, balance_after, held_after,
             LAG(balance_after, 1, 0) OVER in_order + amount * (${IN_BALANCE}) AS balance_due,
             LAG(held_after, 1, 0) OVER in_order + amount * (${IN_HELD}) AS held_due
      FROM ledger_entries WINDOW in_order AS (PARTITION BY wallet_id ORDER BY seq))
    WHERE balance_after <> balance_due OR held_after <> held_due`,
  'no balance was ever below zero, and no more held than there was': `
    SELECT id, wallet_id, balance_after, held_after FROM ledger_entries
    WHERE amount <= 0 OR balance_after < 0 OR held_after < 0 OR held_after > balance_after`,
  'each entry moves credits between the accounts of its type': `
    SELECT id, entry_type, from_account, to_account FROM ledger_entries
    WHERE entry_type || ':' || from_account || '>' || to_account NOT IN (
      'redeem:codes_issued>available', 'hold:available>held', 'settle:held>revenue', 'release:held>available',
      'refund:revenue>available', 'adjust:adjustments>available', 'adjust:available>adjustments')`,
  'the balances of each wallet are the sums of its entries': `
    SELECT w.id, w.balance_credits, w.held_credits, e.balance AS balance_due, e.held AS held_due
    FROM wallets w LEFT JOIN (
      SELECT wallet_id, SUM(amount * (${IN_BALANCE})) AS balance, SUM(amount * (${IN_HELD})) AS held
      FROM ledger_entries GROUP BY wallet_id) e ON e.wallet_id = w.id
    WHERE w.balance_credits <> COALESCE(e.balance, 0) OR w.held_credits <> COALESCE(e.held, 0)`,
  'each code was used at most once, for its credits, by the wallet it names': `
    SELECT c.id, c.visible_prefix, c.credits, COUNT(e.seq) AS entries
    FROM redeem_codes c LEFT JOIN ledger_entries e ON e.redeem_code_id = c.id
    GROUP BY c.rowid
    HAVING COUNT(e.seq) <> (c.redeemed_at IS NOT NULL)
      OR MAX(e.amount) <> c.credits OR MAX(e.wallet_id) IS NOT c.redeemed_by OR MAX(e.id) IS NOT c.ledger_entry_id`,
  'each redeem entry has a code': `
    SELECT id, wallet_id, amount FROM ledger_entries
    WHERE (entry_type = 'redeem') <> (redeem_code_id IS NOT NULL AND redeem_code_id IN (SELECT id FROM redeem_codes))`,
  'each hold was taken once, for its amount': `
    SELECT h.id, h.job_id, h.amount, COUNT(e.seq) AS entries
    FROM holds h LEFT JOIN ledger_entries e ON e.hold_id = h.id AND e.entry_type = 'hold'
    GROUP BY h.rowid
    HAVING COUNT(e.seq) <> 1 OR MAX(e.amount) <> h.amount OR MAX(e.wallet_id) <> h.wallet_id OR MAX(e.job_id) <> h.job_id`,
  'each hold has one outcome: settled within it and the rest released, or wholly released': `
    SELECT h.id, h.job_id, h.status, h.amount, h.settled_amount, COUNT(e.seq) AS entries
    FROM holds h LEFT JOIN ledger_entries e ON e.hold_id = h.id AND e.entry_type IN ('settle', 'release')
    GROUP BY h.rowid
    HAVING COALESCE(SUM(e.amount), 0) <> CASE h.status WHEN 'held' THEN 0 ELSE h.amount END
      OR COALESCE(SUM(e.amount) FILTER (WHERE e.entry_type = 'settle'), 0) <> h.settled_amount
      OR COUNT(e.seq) FILTER (WHERE e.entry_type = 'settle') <> (h.status = 'settled')
      OR COUNT(e.seq) FILTER (WHERE e.entry_type = 'release') > 1`,
  'each hold, settle and release entry has a hold': `
    SELECT id, entry_type, hold_id FROM ledger_entries
    WHERE (entry_type IN ('hold', 'settle', 'release')) <> (hold_id IS NOT NULL AND hold_id IN (SELECT id FROM holds))`,
  'what a wallet has held is the sum of its open holds': `
    SELECT w.id, w.held_credits, h.amount AS open_holds
    FROM wallets w LEFT JOIN (
      SELECT wallet_id, SUM(amount) AS amount FROM holds WHERE status = 'held' GROUP BY wallet_id) h ON h.wallet_id = w.id
    WHERE w.held_credits <> COALESCE(h.amount, 0)`,
  'only jobs that have not ended hold credits': `
    SELECT h.id, h.job_id, h.amount, j.status AS job_status FROM holds h LEFT JOIN jobs j ON j.id = h.job_id
    WHERE h.status = 'held' AND COALESCE(j.status, 'gone') NOT IN ('queued', 'running')`,
  'no job was refunded more than was paid for it': `
    SELECT job_id, SUM(CASE entry_type WHEN 'settle' THEN amount ELSE -amount END) AS kept
    FROM ledger_entries WHERE entry_type IN ('settle', 'refund')
    GROUP BY job_id HAVING kept < 0 OR job_id IS NULL`,
}

const SHOWN_ROWS = 20

/** To be asked in this order, in one transaction; `readLedgerCheck` takes the rows of all. */
export const LEDGER_QUERIES: readonly string[] = [
  'SELECT (SELECT COUNT(*) FROM ledger_entries) AS entries, (SELECT COUNT(*) FROM wallets) AS wallets',
  `SELECT account, SUM(credits) AS credits FROM (
     SELECT to_account AS account, amount AS credits FROM ledger_entries
     UNION ALL SELECT from_account, -amount FROM ledger_entries) GROUP BY account`,
  ...Object.values(RULES).map((rule) => `SELECT COUNT(*) OVER () AS rows_in_all, * FROM (${rule}) LIMIT ${SHOWN_ROWS}`),
]

const withoutCount = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'rows_in_all'))

/**
 * @param results the rows of each of LEDGER_QUERIES, columns as SQL names them
 * @param now milliseconds since the epoch
 */
export function readLedgerCheck(results: readonly Record<string, unknown>[][], now: number): LedgerCheckView {
  const [[counts] = [], totals = [], ...found] = results
  if (found.length !== Object.keys(RULES).length) throw new Error(`the ledger check has ${found.length} answers`)
  const total = new Map(totals.map(({ account, credits }) => [account, Number(credits)]))
  const faults = Object.keys(RULES).flatMap((rule, index): LedgerFault[] => {
    const rows = found[index] ?? []
    const count = Number(rows[0]?.['rows_in_all'] ?? 0)
    return count === 0 ? [] : [{ rule, count, rows: rows.map(withoutCount) }]
  })
  return {
    ok: faults.length === 0,
    checkedAt: new Date(now).toISOString(),
    entries: Number(counts?.['entries']),
    wallets: Number(counts?.['wallets']),
    accounts: Object.fromEntries(LEDGER_ACCOUNTS.map((account) => [account, total.get(account) ?? 0])) as Record<
      (typeof LEDGER_ACCOUNTS)[number],
      number
    >,
    rules: Object.keys(RULES),
    faults,
  }
}
