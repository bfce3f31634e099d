import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JobErrorCode } from '../../contract/errors.ts'
import type { JobStage, JobStatus } from '../../contract/jobs.ts'
import { jobs } from './jobs.ts'

/** What a job went through, for the admin. Triggers on `jobs` write it, so nothing that happens to a row is missing. */
export const jobEvents = sqliteTable(
  'job_events',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    jobId: text('job_id')
      .notNull()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    at: integer().notNull(),
    status: text().$type<JobStatus>().notNull(),
    stage: text().$type<JobStage>().notNull(),
    errorCode: text('error_code').$type<JobErrorCode>(),
    readyItems: integer('ready_items').notNull(),
  },
  (table) => [index('job_events_by_job').on(table.jobId, table.seq)],
)
