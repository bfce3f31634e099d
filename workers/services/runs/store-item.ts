import { and, eq, inArray, sql } from 'drizzle-orm'
import type { RunnerItem } from '../../contract/runner.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { DELIVERED_MS } from './delivered.ts'
import { findTranslation } from './find-translation.ts'
import { heldBy, type Lease } from './held-by.ts'

export type StoredItem = { item: typeof exerciseItems.$inferSelect; readyItems: number; exerciseSetId: string }

/**
 * Stores a finished sentence; the first one makes the exercise set. The clip lies in R2 already. A sentence that arrives
 * again is kept as it was. One that has been translated before by the model the job wants comes with that translation.
 * Null when the lease holds the job no more.
 */
export async function storeItem(
  ctx: Ctx,
  lease: Lease,
  item: RunnerItem,
  clip: { key: string; bytes: number },
): Promise<StoredItem | null> {
  const { jobId } = lease
  const now = ctx.now()
  const kept = item.translationZh === '' ? await findTranslation(ctx, jobId, item.transcriptEn) : null
  const confidence = item.confidence === null ? null : Math.round(item.confidence * 100)
  const [, , update] = await transact(ctx.db, [
    sql`
      INSERT INTO exercise_sets (id, user_id, job_id, title, created_at, audio_expires_at)
      SELECT ${newId()}, user_id, id, title, ${now}, ${now + ctx.settings.keepClipsMs}
      FROM jobs WHERE ${heldBy(lease)} AND restores_set_id IS NULL
      ON CONFLICT (job_id) DO NOTHING`,
    sql`
      INSERT INTO exercise_items (id, set_id, segment_index, start_ms, end_ms, transcript_en, translation_zh, word_count,
                                  needs_review, review_reason, confidence_percent, clip_key, clip_offset, clip_bytes,
                                  clip_object_bytes, created_at, asr_model, mt_model, mt_engine,
                                  heard_end_ms, mt_characters)
      SELECT ${newId()}, s.id, ${item.segmentIndex}, ${item.startMs}, ${item.endMs}, ${item.transcriptEn},
             ${kept?.translationZh ?? item.translationZh}, ${item.wordCount}, ${item.needsReview ? 1 : 0},
             ${item.reviewReason}, ${confidence}, ${clip.key}, ${item.clip?.offset ?? 0},
             ${item.clip?.bytes ?? clip.bytes}, ${clip.bytes}, ${now}, ${item.asrModel ?? null}, ${kept?.model ?? null},
             ${kept?.engine ?? null}, ${item.endMs}, LENGTH(${item.transcriptEn})
      FROM exercise_sets s JOIN jobs ON jobs.id = s.job_id
      WHERE ${heldBy(lease)}
      ON CONFLICT (set_id, segment_index) DO NOTHING`,
    sql`
      UPDATE jobs
      SET exercise_set_id = (SELECT id FROM exercise_sets WHERE job_id = ${jobId}), updated_at = ${now},
          delivered_ms = MAX(${DELIVERED_MS}, ${item.endMs}),
          ready_items = (SELECT COUNT(*) FROM exercise_items i JOIN exercise_sets s ON s.id = i.set_id WHERE s.job_id = ${jobId} AND i.segment_index >= 0)
      WHERE ${heldBy(lease)} AND restores_set_id IS NULL`,
  ])
  if (!update?.meta.changes) return null
  const [stored] = await selectStored(ctx, jobId, [item.segmentIndex])
  return stored ?? null
}

/** Sentences of a job as they are stored, in order. */
export const selectStored = (ctx: Ctx, jobId: string, segmentIndexes: readonly number[]): Promise<StoredItem[]> =>
  ctx.db
    .select({ item: exerciseItems, readyItems: jobs.readyItems, exerciseSetId: exerciseSets.id })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .innerJoin(jobs, eq(jobs.id, exerciseSets.jobId))
    .where(and(eq(exerciseSets.jobId, jobId), inArray(exerciseItems.segmentIndex, [...segmentIndexes])))
    .orderBy(exerciseItems.segmentIndex)
