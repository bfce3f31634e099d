import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Rows of a query on the first local database under `folder` of a state that has the table. The product must be stopped. */
async function query(folder: string, table: string, sql: string): Promise<Record<string, unknown>[]> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.sqlite') || name === 'metadata.sqlite') continue
    const database = new DatabaseSync(join(folder, name))
    try {
      const found = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table)
      if (found) return database.prepare(sql).all()
    } finally {
      database.close()
    }
  }
  throw new Error(`no database with ${table} in ${folder}`)
}

export type JobMoney = { jobId: string; status: string; held: number; open: number; settled: number; runs: number }

/** What the books say of every job: credits ever held and taken, and how many of its holds are open. */
export async function readMoney(stateDir: string): Promise<JobMoney[]> {
  const rows = await query(
    join(stateDir, 'v3/d1/miniflare-D1DatabaseObject'),
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
export async function readClips(stateDir: string): Promise<{ stored: Set<string>; named: Set<string> }> {
  const stored = await query(
    join(stateDir, 'v3/r2/miniflare-R2BucketObject'),
    '_mf_objects',
    "SELECT key FROM _mf_objects WHERE key LIKE 'clips/%'",
  )
  const named = await query(
    join(stateDir, 'v3/d1/miniflare-D1DatabaseObject'),
    'exercise_items',
    'SELECT clip_key AS key FROM exercise_items',
  )
  const keys = (rows: Record<string, unknown>[]): Set<string> => new Set(rows.map((row) => String(row['key'])))
  return { stored: keys(stored), named: keys(named) }
}
