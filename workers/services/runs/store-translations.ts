import { sql } from 'drizzle-orm'
import type { RunnerTranslations } from '../../contract/runner.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from './held-by.ts'
import { selectStored, type StoredItem } from './store-item.ts'

const IS_CHANGED = sql`EXISTS (
  SELECT 1 FROM item_edits e
  WHERE e.set_id = exercise_items.set_id AND e.kind IN ('text', 'heard_right') AND e.before ->> 'id' = exercise_items.id)`

/**
 * Adds translations to sentences that have none. The first one stays, so a report that comes twice changes nothing. That of a
 * sentence whose words its learner has changed since is kept, but never given to another sentence: it is not of these words.
 * Returns the sentences as they are now; none when the lease holds the job no more.
 */
export async function storeTranslations(
  ctx: Ctx,
  lease: Lease,
  items: RunnerTranslations['items'],
): Promise<StoredItem[]> {
  const results = await transact(
    ctx.db,
    items.map(
      ({ segmentIndex, translationZh, model, engine, characters }) => sql`
        UPDATE exercise_items
        SET translation_zh = ${translationZh}, mt_model = ${model}, mt_characters = COALESCE(${characters ?? null}, mt_characters),
            mt_engine = CASE WHEN ${IS_CHANGED} THEN NULL ELSE ${engine} END
        WHERE segment_index = ${segmentIndex} AND translation_zh = ''
          AND set_id = (SELECT s.id FROM exercise_sets s JOIN jobs ON jobs.id = s.job_id WHERE ${heldBy(lease)})`,
    ),
  )
  const changed = items.filter((_, index) => (results[index]?.meta.changes ?? 0) > 0)
  if (changed.length === 0) return []
  return selectStored(
    ctx,
    lease.jobId,
    changed.map(({ segmentIndex }) => segmentIndex),
  )
}
