import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * People who asked to be deleted. The row is written with the end of their sessions and outlives every failure until all
 * that was theirs is gone; then it names nobody and says only that it was done.
 */
export const deletions = sqliteTable(
  'deletions',
  {
    /** The `deletionRequestId` that the person was given. */
    id: text().primaryKey(),
    /** No foreign key: it is set to null when all is gone, and not before. */
    userId: text('user_id').unique(),
    requestedAt: integer('requested_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [index('deletions_by_end').on(table.finishedAt, table.requestedAt)],
)
