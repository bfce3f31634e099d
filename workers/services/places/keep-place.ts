import { sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { PlaceBody } from '../../contract/exercises.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'

/** Devices whose place in a set is remembered: more than anybody has, few enough that a made-up name costs nothing. */
const MOST_DEVICES = 10

/**
 * Remembers where a device stands in a set, with what is typed so far. Other devices' places are not touched.
 * @throws AppError item_not_found, also for somebody else's set
 */
export async function keepPlace(ctx: Ctx, userId: string, setId: string, body: PlaceBody): Promise<void> {
  const [insert] = await transact(ctx.db, [
    sql`
      INSERT INTO places (set_id, device, item_id, mode, cloze, words, given, hints, replays, updated_at)
      SELECT s.id, ${body.device}, i.id, ${body.mode}, ${body.cloze}, ${JSON.stringify(body.words)},
             ${JSON.stringify(body.given)}, ${JSON.stringify(body.hints)}, ${body.replays}, ${ctx.now()}
      FROM exercise_sets s JOIN exercise_items i ON i.set_id = s.id
      WHERE s.id = ${setId} AND s.user_id = ${userId} AND i.id = ${body.itemId}
      ON CONFLICT (set_id, device) DO UPDATE SET item_id = excluded.item_id, mode = excluded.mode, cloze = excluded.cloze,
        words = excluded.words, given = excluded.given, hints = excluded.hints, replays = excluded.replays,
        updated_at = excluded.updated_at`,
    sql`
      UPDATE exercise_sets
      SET last_segment_index = (SELECT MAX(0, segment_index) FROM exercise_items WHERE id = ${body.itemId})
      WHERE id = ${setId} AND user_id = ${userId}
        AND EXISTS (SELECT 1 FROM exercise_items WHERE id = ${body.itemId} AND set_id = ${setId})`,
    sql`
      DELETE FROM places
      WHERE set_id = ${setId} AND EXISTS (SELECT 1 FROM exercise_sets WHERE id = ${setId} AND user_id = ${userId})
        AND device NOT IN (SELECT device FROM places WHERE set_id = ${setId} ORDER BY updated_at DESC LIMIT ${MOST_DEVICES})`,
  ])
  if (!insert?.meta.changes) throw new AppError('item_not_found')
}
