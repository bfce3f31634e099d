import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { DisputeSettlement } from '../../contract/disputes.ts'
import type { ClozeKind, PracticeMode, UsedHint } from '../../contract/practice.ts'
import { exerciseItems, exerciseSets } from './exercises.ts'
import { users } from './users.ts'

/** Where a learner stands in a set, a row per device: no device ever writes over another's, the youngest is gone on with. */
export const places = sqliteTable(
  'places',
  {
    setId: text('set_id')
      .notNull()
      .references(() => exerciseSets.id, { onDelete: 'cascade' }),
    /** Random, made by the browser. */
    device: text().notNull(),
    itemId: text('item_id')
      .notNull()
      .references(() => exerciseItems.id, { onDelete: 'cascade' }),
    mode: text().$type<PracticeMode>().notNull(),
    cloze: text().$type<ClozeKind>(),
    /** What is typed so far: a text per box, or one text for the whole sentence. */
    words: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** In cloze mode: places of words that are not asked for. */
    given: text({ mode: 'json' }).$type<number[]>().notNull().default([]),
    hints: text({ mode: 'json' }).$type<UsedHint[]>().notNull(),
    replays: integer().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.device] })],
)

export const savedWords = sqliteTable(
  'saved_words',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Folded: lower case, without punctuation at its ends. */
    word: text().notNull(),
    /** The sentence it was met in, as it was then. */
    sentence: text().notNull(),
    itemId: text('item_id').references(() => exerciseItems.id, { onDelete: 'set null' }),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('saved_words_by_word').on(table.userId, table.word),
    index('saved_words_by_user').on(table.userId, table.createdAt, table.id),
  ],
)

export type EditKind = 'split' | 'merge' | 'text' | 'nudge' | 'heard_right' | 'clip_cut'

/** What an edit puts back when it is undone: fields of the sentence that was changed. */
export type ItemBefore = {
  id: string
  transcriptEn: string
  wordCount: number
  startMs: number
  endMs: number
  clipOffset: number
  clipBytes: number
}

/**
 * Every change a learner made to a set, in order. `seq` counts within the set and is unique, so of two changes at once one
 * fails as a whole. An undo is a row too: it takes the lock like any other change and names what it took back.
 */
export const itemEdits = sqliteTable(
  'item_edits',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    setId: text('set_id')
      .notNull()
      .references(() => exerciseSets.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    kind: text().$type<EditKind | 'undo'>().notNull(),
    /** For changes in place; null for split and merge. */
    before: text({ mode: 'json' }).$type<ItemBefore>(),
    /** For split and merge: the sentences that were taken out, and those that took their place. */
    retired: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    made: text({ mode: 'json' }).$type<string[]>().notNull().default([]),
    /** For disputes: what the key said and what the learner heard, for the admin to see. */
    expected: text(),
    heard: text(),
    undoneAt: integer('undone_at'),
    /** When an admin looked at the dispute and settled it, and how. */
    settledAt: integer('settled_at'),
    settlement: text().$type<DisputeSettlement>(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('item_edits_by_set').on(table.setId, table.seq),
    index('item_edits_disputes')
      .on(table.createdAt, table.id)
      .where(sql`kind IN ('heard_right', 'clip_cut')`),
    // The open ones are those without a settled_at: as a column to look up, it is what SQLite prefers to the index above.
    index('item_edits_open_disputes')
      .on(table.settledAt, table.createdAt, table.id)
      .where(sql`kind IN ('heard_right', 'clip_cut') AND undone_at IS NULL`),
  ],
)
