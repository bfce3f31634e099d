import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Ctx } from './context.ts'

/** Up to so many rows are found and sorted. */
export const FEW = 100

/** More than any text that begins alike. */
const LAST = '\u{10ffff}'

export const beginsWith = (column: SQLiteColumn | SQL, text: string): SQL =>
  sql`${column} >= ${text} AND ${column} < ${text + LAST}`

/** Whether no more than `most` texts of a column begin so; no more are counted to know it. */
export async function areFew(ctx: Ctx, column: SQLiteColumn, text: string, most: number): Promise<boolean> {
  const [row] = await ctx.db.all<{ hits: number }>(sql`
    SELECT count(*) AS hits FROM (
      SELECT 1 FROM ${column.table} WHERE ${beginsWith(column, text)} LIMIT ${most + 1})`)
  return (row?.hits ?? 0) <= most
}

/**
 * The condition that a list is searched with by the beginning of a text, however many rows there are. A few are found by
 * the text's own index, and sorted. When there are more, the list is read in its own order until the page is full, and an
 * index that has the text beside that order passes over the others; the plus keeps SQLite from sorting all that are found.
 */
export async function searchBeginning(ctx: Ctx, id: SQLiteColumn, column: SQLiteColumn, text: string): Promise<SQL> {
  return (await areFew(ctx, column, text, FEW))
    ? sql`${id} IN (SELECT ${id} FROM ${column.table} WHERE ${beginsWith(column, text)})`
    : beginsWith(sql`+${column}`, text)
}
