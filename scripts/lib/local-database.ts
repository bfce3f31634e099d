import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const FOLDERS = { d1: 'v3/d1/miniflare-D1DatabaseObject', r2: 'v3/r2/miniflare-R2BucketObject' }

/**
 * The file behind a local D1 database or R2 bucket of a state folder: the first one that has `table`. The product must be
 * stopped; the caller closes it. Throws when there is none.
 */
export function openLocalDatabase(stateDir: string, kind: keyof typeof FOLDERS, table: string): DatabaseSync {
  const folder = join(stateDir, FOLDERS[kind])
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.sqlite') || name === 'metadata.sqlite') continue
    const database = new DatabaseSync(join(folder, name))
    if (database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table)) return database
    database.close()
  }
  throw new Error(`no database with ${table} in ${folder}`)
}
