import { drizzle } from 'drizzle-orm/d1'

export function createDb(d1: D1Database) {
  return drizzle(d1, { casing: 'snake_case' })
}

/** Drizzle over D1. `db.batch([...])` is the one form of transaction there is. */
export type Db = ReturnType<typeof createDb>
