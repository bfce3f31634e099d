import { type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { AppError } from '../contract/errors.ts'

/** An opaque place in a list that is ordered by time and then id. */
export type Cursor = { at: number; id: string }

export const encodeCursor = ({ at, id }: Cursor): string => btoa(`${at}.${id}`)

/** @throws AppError validation_failed when the text was not made by `encodeCursor` */
export function decodeCursor(text: string): Cursor {
  const [, at, id] = /^(\d{1,16})\.([\w-]{1,64})$/.exec(safeAtob(text)) ?? []
  if (at === undefined || id === undefined)
    throw new AppError('validation_failed', { fields: { cursor: 'Not a cursor.' } })
  return { at: Number(at), id }
}

/**
 * The condition for the rows behind a place in a list, newest first; undefined for its beginning.
 * @throws AppError validation_failed
 */
export function behind(cursor: string | undefined, at: SQLiteColumn, id: SQLiteColumn): SQL | undefined {
  if (cursor === undefined) return undefined
  const place = decodeCursor(cursor)
  return sql`(${at}, ${id}) < (${place.at}, ${place.id})`
}

function safeAtob(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}

/** Cuts `limit + 1` rows to a page: the extra row says that there is a next one. */
export function toPage<Row, View>(
  rows: readonly Row[],
  limit: number,
  view: (row: Row) => View,
  place: (row: Row) => Cursor,
): { items: View[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(view), nextCursor: last && rows.length > limit ? encodeCursor(place(last)) : null }
}
