import { type SQL, sql } from 'drizzle-orm'

/**
 * How a list is searched by how a text begins, however many rows there are. First up to this many hits and one are taken from
 * the text's own index. When that is all, they are what is sorted. When there are more, the list is read in its own order
 * until its page is full, and an index that has the text beside that order is enough to pass over the others.
 */
export const FEW = 100

/** More than any text that begins alike. */
const LAST = '\u{10ffff}'

/** @param column give `+column` to keep SQLite from looking the text up and sorting all hits */
export const beginsWith = (column: SQL, text: string): SQL =>
  sql`${column} >= ${text} AND ${column} < ${text + LAST}`

/** As one parameter: D1 binds at most 100. */
export const isOneOf = (column: SQL, values: readonly string[]): SQL =>
  sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
