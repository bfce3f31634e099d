import { sql } from 'drizzle-orm'
import { exerciseItems } from '../../db/schema/exercises.ts'
import type { Statement } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import type { ItemRow } from './edit-log.ts'

/** Beyond any real index: sentences that move stand here for a moment, since no two may have one index. */
const ASIDE = 1_000_000

/** Takes sentences out of the order; their rows stay, with an index of their own below 0. */
export const retire = (setId: string, ids: readonly string[]): Statement[] =>
  ids.map(
    (id) => sql`
      UPDATE exercise_items
      SET segment_index = (SELECT MIN(0, MIN(segment_index)) - 1 FROM exercise_items WHERE set_id = ${setId})
      WHERE id = ${id}`,
  )

/** Moves all sentences from `index` on by `by` places. */
export const shift = (setId: string, index: number, by: number): Statement[] =>
  by === 0
    ? []
    : [
        sql`UPDATE exercise_items SET segment_index = segment_index + ${ASIDE + by} WHERE set_id = ${setId} AND segment_index >= ${index}`,
        sql`UPDATE exercise_items SET segment_index = segment_index - ${ASIDE} WHERE set_id = ${setId} AND segment_index >= ${ASIDE / 2}`,
      ]

export const countReady = (setId: string, jobId: string): Statement => sql`
  UPDATE jobs SET ready_items = (SELECT COUNT(*) FROM exercise_items WHERE set_id = ${setId} AND segment_index >= 0)
  WHERE id = ${jobId}`

/** `old` (neighbours, in order) make room for `made`. */
export function replace(
  ctx: Ctx,
  set: { setId: string; jobId: string },
  old: readonly ItemRow[],
  made: readonly ItemRow[],
): Statement[] {
  const first = old[0]?.segmentIndex ?? 0
  return [
    ...retire(
      set.setId,
      old.map(({ id }) => id),
    ),
    ...shift(set.setId, first + old.length, made.length - old.length),
    // A translation that was put together or divided is no model's own, and is not paid again.
    ...made.map((row, index) =>
      ctx.db.insert(exerciseItems).values({ ...row, segmentIndex: first + index, mtEngine: null, mtBilled: true }),
    ),
    countReady(set.setId, set.jobId),
  ]
}
