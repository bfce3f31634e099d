import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JobErrorCode } from '../../contract/errors.ts'
import type { JobStage, JobStatus, QuoteView } from '../../contract/jobs.ts'
import { users } from './users.ts'

/** Names of model routes by task, in the order in which they are tried. */
export type ChainNames = { asr: string[]; mt: string[] }

export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    status: text().$type<JobStatus>().notNull().default('queued'),
    stage: text().$type<JobStage>().notNull().default('queued'),
    progressPercent: integer('progress_percent').notNull().default(0),
    errorCode: text('error_code').$type<JobErrorCode>(),

    /** Either a link, or an object in R2. */
    sourceUrl: text('source_url'),
    sourceKey: text('source_key'),
    sourceFileName: text('source_file_name').notNull().default(''),
    sourceBytes: integer('source_bytes').notNull().default(0),
    /** What the file is known again by (services/media/fingerprint.ts); null for a link. */
    sourceHash: text('source_hash'),
    /** The text that replaces recognition: an object in R2 that lives as long as a stored source. */
    subtitlesKey: text('subtitles_key'),
    /** From then on source and subtitles are not handed out; the sweep deletes them. Null for a link without subtitles. */
    sourceExpiresAt: integer('source_expires_at'),
    sourceDeletedAt: integer('source_deleted_at'),

    asrModel: text('asr_model').notNull(),
    /** Null: no translation. */
    mtModel: text('mt_model'),
    /**
     * The routes that the runner was given which has the job now, while it has no quote: the quote is made for these, and
     * none is deleted until then.
     */
    handedRoutes: text('handed_routes', { mode: 'json' }).$type<ChainNames>(),
    durationMs: integer('duration_ms'),
    quote: text({ mode: 'json' }).$type<QuoteView>(),
    /** How much of the source was paid for by earlier runs of this job: a retry is charged for the rest only. */
    paidMs: integer('paid_ms').notNull().default(0),
    /**
     * Where the last finished sentence ended when it was delivered: work goes on from there, and so much is delivered. A
     * learner may move that sentence's edges meanwhile. 0: none was, or it was stored before this was kept.
     */
    deliveredMs: integer('delivered_ms').notNull().default(0),

    /** Grows with every retry: a message, hand-over or end of an earlier run does nothing to this one. */
    run: integer().notNull().default(1),
    /** The newest fencing number under which a runner may write. */
    lease: integer().notNull().default(0),
    /** Where runners find this Worker. */
    origin: text().notNull().default(''),
    /** Since when the job has been waiting for a runner to be free; null when it is not. */
    waitingSince: integer('waiting_since'),

    exerciseSetId: text('exercise_set_id'),
    /** The set whose clips this job cuts anew, and nothing else; null for a job that makes its own. */
    restoresSetId: text('restores_set_id'),
    readyItems: integer('ready_items').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (table) => [
    index('jobs_by_user').on(table.userId, table.createdAt, table.id),
    index('jobs_by_status').on(table.status, table.stage, table.userId),
    // All that the line is made of: it is asked for whenever a runner is free, and by everybody who waits.
    index('jobs_waiting')
      .on(table.status, table.userId, table.waitingSince, table.readyItems, table.id)
      .where(sql`waiting_since IS NOT NULL`),
    index('jobs_by_time').on(table.createdAt, table.id),
    index('jobs_by_status_and_time').on(table.status, table.createdAt, table.id),
    index('jobs_by_end').on(table.endedAt),
    index('jobs_by_source_expiry').on(table.sourceExpiresAt),
    index('jobs_by_source_key').on(table.sourceKey),
    index('jobs_by_source_hash').on(table.userId, table.sourceHash),
    index('jobs_by_restored_set').on(table.restoresSetId),
  ],
)
