import { openLocalDatabase } from '../lib/local-database.ts'

type Rows = Record<string, unknown>[]

/** Rows of a query. The product must be stopped. */
function query(stateDir: string, kind: 'd1' | 'r2', table: string, sql: string): Rows {
  const database = openLocalDatabase(stateDir, kind, table)
  try {
    return database.prepare(sql).all()
  } finally {
    database.close()
  }
}

export type JobMoney = { jobId: string; status: string; held: number; open: number; settled: number; runs: number }

/** What the books say of every job: credits ever held and taken, and how many of its holds are open. */
export function readMoney(stateDir: string): JobMoney[] {
  const rows = query(
    stateDir,
    'd1',
    'jobs',
    `SELECT j.id, j.status, j.run,
       (SELECT COALESCE(SUM(amount), 0) FROM ledger_entries WHERE job_id = j.id AND entry_type = 'hold') AS held,
       (SELECT COALESCE(SUM(amount), 0) FROM ledger_entries WHERE job_id = j.id AND entry_type = 'settle') AS settled,
       (SELECT COUNT(*) FROM holds WHERE job_id = j.id AND status = 'held') AS open
     FROM jobs j`,
  )
  return rows.map((row) => ({
    jobId: String(row['id']),
    status: String(row['status']),
    runs: Number(row['run']),
    held: Number(row['held']),
    settled: Number(row['settled']),
    open: Number(row['open']),
  }))
}

/** The names of all clips there are, and of those that sentences have. */
export function readClips(stateDir: string): { stored: Set<string>; named: Set<string> } {
  const stored = query(stateDir, 'r2', '_mf_objects', "SELECT key FROM _mf_objects WHERE key LIKE 'clips/%'")
  const named = query(stateDir, 'd1', 'exercise_items', 'SELECT clip_key AS key FROM exercise_items')
  const keys = (rows: Rows): Set<string> => new Set(rows.map((row) => String(row['key'])))
  return { stored: keys(stored), named: keys(named) }
}
