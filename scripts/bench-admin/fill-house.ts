import type { DatabaseSync } from 'node:sqlite'
import { openLocalDatabase } from '../lib/local-database.ts'
import { createRandom, type Random } from '../lib/random.ts'
import { fillCodes, makeCodes } from './codes.ts'
import { HOUSE } from './house.ts'
import { fillJobs } from './jobs.ts'
import { fillAudit, fillDisputes } from './papers.ts'
import { fillPeople } from './people.ts'

/** What to ask a full house for. */
export type House = {
  /** The learner with most jobs, and one of their jobs. */
  busiest: { id: string; email: string; jobId: string }
  code: { text: string; batchId: string }
  /** What admins changed most often. */
  changed: string
  /** How many there are, by table. */
  rows: Record<string, number>
}

const COUNTED = ['users', 'redeem_codes', 'jobs', 'ledger_entries', 'audit_log', 'item_edits', 'dead_letters']

/**
 * Fills the migrated local database of a state folder, whose product is stopped, in one transaction. Rows go through the
 * constraints and triggers; only the verbs are left out.
 */
export function fillHouse(stateDir: string, seed: number): House {
  const database = openLocalDatabase(stateDir, 'd1', 'ledger_entries')
  const random = createRandom(seed)
  try {
    // In memory until it is all there: ids are random, so every row touches pages all over its indices.
    database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1000000')
    database.exec('BEGIN')
    const remakeIndices = dropIndices(database)
    const people = fillPeople(database, random)
    const crowd = { old: people.slice(0, HOUSE.oldCourse), others: shuffled(random, people.slice(HOUSE.oldCourse)) }
    const codes = makeCodes(random)
    const { lessons, jobIds } = fillJobs(database, random, crowd, codes)
    fillCodes(database, random, codes)
    fillDisputes(database, random, shuffled(random, lessons))
    fillAudit(database, random, shuffled(random, [...jobIds, ...people.map(({ id }) => id)]))
    remakeIndices()
    database.exec('COMMIT; PRAGMA journal_mode = WAL')
    const find = (sql: string, ...params: string[]): string => String(database.prepare(sql).get(...params)?.['found'])
    const [busiest, code] = [crowd.others[0], codes.findLast(({ used }) => used !== null)]
    if (!busiest || !code) throw new Error('the house is empty')
    return {
      busiest: {
        id: busiest.id,
        email: busiest.email,
        jobId: find("SELECT id AS found FROM jobs WHERE user_id = ? AND status = 'succeeded' LIMIT 1", busiest.id),
      },
      code: { text: code.text, batchId: code.batchId },
      changed: find('SELECT target AS found FROM audit_log GROUP BY target ORDER BY count(*) DESC LIMIT 1'),
      rows: Object.fromEntries(COUNTED.map((table) => [table, Number(find(`SELECT count(*) AS found FROM ${table}`))])),
    }
  } finally {
    database.close()
  }
}

/** Made at the end, by their own SQL, they cost a third. The ledger's triggers need one of them for every entry. */
function dropIndices(database: DatabaseSync): () => void {
  const indices = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND name <> ?")
    .all('ledger_entries_by_wallet')
  for (const { name } of indices) database.exec(`DROP INDEX "${String(name)}"`)
  return () => {
    for (const { sql } of indices) database.exec(String(sql))
  }
}

function shuffled<T>(random: Random, values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, place: random.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value)
}
