import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { jobs } from './jobs.ts'

/**
 * Jobs whose queue message could not be handed over. A row is written at the first failure, with why, and is a dead letter
 * once `died_at` is set: the queue gave up and the job was failed.
 */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: text().primaryKey(),
    jobId: text('job_id')
      .notNull()
      .unique()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    reason: text().notNull(),
    createdAt: integer('created_at').notNull(),
    diedAt: integer('died_at'),
    /** When an admin sent it again; null from the next death on. */
    resentAt: integer('resent_at'),
  },
  (table) => [index('dead_letters_by_death').on(table.diedAt, table.id)],
)
