import { sql } from 'drizzle-orm'
import type { RunnerTranslations } from '../../contract/runner.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { selectStored, type StoredItem } from './store-item.ts'

/**
 * Adds translations to sentences that have none. The first one stays, so a report that comes twice changes nothing.
 * Returns the sentences as they are now; none when the job is not running any more.
 */
export async function storeTranslations(
  ctx: Ctx,
  jobId: string,
  items: RunnerTranslations['items'],
): Promise<StoredItem[]> {
  const results = await transact(
    ctx.db,
    items.map(
      ({ segmentIndex, translationZh, model, engine }) => sql`
        UPDATE exercise_items SET translation_zh = ${translationZh}, mt_model = ${model}, mt_engine = ${engine}
        WHERE segment_index = ${segmentIndex} AND translation_zh = ''
          AND set_id = (SELECT s.id FROM exercise_sets s JOIN jobs j ON j.id = s.job_id
                        WHERE s.job_id = ${jobId} AND j.status = 'running')`,
    ),
  )
  const changed = items.filter((_, index) => (results[index]?.meta.changes ?? 0) > 0)
  if (changed.length === 0) return []
  return selectStored(
    ctx,
    jobId,
    changed.map(({ segmentIndex }) => segmentIndex),
  )
}
