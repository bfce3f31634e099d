import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import type { Random } from '../lib/random.ts'

/** Writes a row; columns are named as in SQL, and those that are left out get their defaults. */
export type Pen = (row: Record<string, SQLInputValue>) => void

/** One statement for all rows of a table, which must all have the same columns. */
export function penFor(database: DatabaseSync, table: string): Pen {
  let insert: ReturnType<DatabaseSync['prepare']> | undefined
  return (row) => {
    const columns = Object.keys(row)
    insert ??= database.prepare(
      `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    insert.run(...Object.values(row))
  }
}

/** One of many, as people are: the first is picked most (7 % of 100,000), the tenth a tenth as often, and most hardly ever. */
export function zipf<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(values.length ** random.next()) - 1]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}
