import type { SQL } from 'drizzle-orm'
import { SQLiteAsyncDialect } from 'drizzle-orm/sqlite-core'
import type { Db } from './client.ts'

export type Statement = SQL | { toSQL(): { sql: string; params: unknown[] } }

const dialect = new SQLiteAsyncDialect({ casing: 'snake_case' })

/**
 * Runs SQL and builder queries as one transaction, in order; all or none. Rows come back as D1 has them, columns in
 * snake_case. (`db.batch` of drizzle 0.45 gives types, but fails on raw SQL that has parameters.)
 */
export function transact(db: Db, statements: readonly Statement[]): Promise<D1Result<Record<string, unknown>>[]> {
  return db.$client.batch<Record<string, unknown>>(
    statements.map((statement) => {
      const { sql, params } = 'toSQL' in statement ? statement.toSQL() : dialect.sqlToQuery(statement)
      return db.$client.prepare(sql).bind(...params)
    }),
  )
}
