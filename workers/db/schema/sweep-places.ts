import { sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** How far the sweep has come on its way through what is too much for one run; the next run goes on from there. */
export const sweepPlaces = sqliteTable('sweep_places', {
  name: text().primaryKey(),
  /** The key or id that was looked at last; empty: from the beginning. */
  place: text().notNull(),
})
