import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { PracticeMode, UsedHint } from '../../contract/practice.ts'
import type { Strictness } from '../../domain/grading/strictness.ts'
import type { Verdict } from '../../domain/grading/verdict.ts'
import { jobs } from './jobs.ts'
import { users } from './users.ts'

export const exerciseSets = sqliteTable(
  'exercise_sets',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    jobId: text('job_id')
      .notNull()
      .unique()
      .references(() => jobs.id, { onDelete: 'cascade' }),
    title: text().notNull(),
    complete: integer({ mode: 'boolean' }).notNull().default(false),
    lastSegmentIndex: integer('last_segment_index').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    /** From then on clips are answered with 410; the sweep deletes them. */
    audioExpiresAt: integer('audio_expires_at').notNull(),
    audioDeletedAt: integer('audio_deleted_at'),
  },
  (table) => [
    index('exercise_sets_by_user').on(table.userId, table.createdAt, table.id),
    index('exercise_sets_by_audio_expiry').on(table.audioExpiresAt),
  ],
)

export const exerciseItems = sqliteTable(
  'exercise_items',
  {
    id: text().primaryKey(),
    setId: text('set_id')
      .notNull()
      .references(() => exerciseSets.id, { onDelete: 'cascade' }),
    /** From 0, in reading order. Below 0: another sentence took its place by an edit; attempts and undo keep the row. */
    segmentIndex: integer('segment_index').notNull(),
    startMs: integer('start_ms').notNull(),
    endMs: integer('end_ms').notNull(),
    transcriptEn: text('transcript_en').notNull(),
    translationZh: text('translation_zh').notNull().default(''),
    wordCount: integer('word_count').notNull(),
    needsReview: integer('needs_review', { mode: 'boolean' }).notNull().default(false),
    reviewReason: text('review_reason'),
    confidencePercent: integer('confidence_percent'),
    clipKey: text('clip_key').notNull(),
    /**
     * The sentence is these bytes of the object: whole MP3 frames. Around them lies sound that edges can be moved into.
     * `clipObjectBytes` 0: the object is the clip.
     */
    clipOffset: integer('clip_offset').notNull().default(0),
    clipBytes: integer('clip_bytes').notNull(),
    clipObjectBytes: integer('clip_object_bytes').notNull().default(0),
    /** The object is not there: its time was up, or it was lost. Cut anew from the same file, it is in the same place. */
    clipGone: integer('clip_gone', { mode: 'boolean' }).notNull().default(false),
    /** The route that recognised it; null for subtitles. */
    asrModel: text('asr_model'),
    /** The route that translated it, and the model behind it then; null without a translation, or when the source had one. */
    mtModel: text('mt_model'),
    mtEngine: text('mt_engine'),
    /**
     * What is charged for, whatever the learner makes of the sentence: where it was heard to end (milliseconds), and how long
     * the text is that was, or may be, translated. Null for sentences of before these columns: as they are.
     */
    heardEndMs: integer('heard_end_ms'),
    mtCharacters: integer('mt_characters'),
    /** The translation is on the bill of an ended run. */
    mtBilled: integer('mt_billed', { mode: 'boolean' }).notNull().default(false),
    /** When the learner first got it right: progress counts sentences, not tries. */
    solvedAt: integer('solved_at'),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('exercise_items_by_set').on(table.setId, table.segmentIndex),
    // A sentence that any set has translated by the same model is not sent to a provider again.
    index('exercise_items_by_translated_text')
      .on(table.transcriptEn, table.mtEngine)
      .where(sql`mt_engine IS NOT NULL`),
  ],
)

export const attempts = sqliteTable(
  'attempts',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => exerciseItems.id, { onDelete: 'cascade' }),
    submitted: text({ mode: 'json' }).$type<string[] | string>().notNull(),
    verdicts: text({ mode: 'json' }).$type<Verdict[]>().notNull(),
    /** As it was marked, to mark it again the same way when the transcript is corrected. */
    strictness: text().$type<Strictness>().notNull().default('standard'),
    score: integer().notNull(),
    isCorrect: integer('is_correct', { mode: 'boolean' }).notNull(),
    /** Null: sent by a client that does not say. */
    mode: text().$type<PracticeMode>(),
    hints: text({ mode: 'json' }).$type<UsedHint[]>().notNull().default([]),
    /** Places of words that were not asked for (cloze). */
    given: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
    replays: integer().notNull().default(0),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    index('attempts_by_item').on(table.itemId, table.createdAt),
    index('attempts_by_user').on(table.userId, table.createdAt),
  ],
)
