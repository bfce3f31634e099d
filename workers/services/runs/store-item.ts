import { eq, sql } from 'drizzle-orm'
import type { RunnerItem } from '../../contract/runner.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { type Ctx, newId } from '../context.ts'

export type StoredItem = { item: typeof exerciseItems.$inferSelect; readyItems: number; exerciseSetId: string }

/**
 * Stores a finished sentence; the first one makes the exercise set. The clip lies in R2 already. A sentence that arrives
 * again is kept as it was. Null when the job is not running any more.
 */
export async function storeItem(
  ctx: Ctx,
  jobId: string,
  item: RunnerItem,
  clip: { key: string; bytes: number },
): Promise<StoredItem | null> {
  const now = ctx.now()
  const confidence = item.confidence === null ? null : Math.round(item.confidence * 100)
  const [, , [job], [stored]] = await ctx.db.batch([
    ctx.db.run(sql`
      INSERT INTO exercise_sets (id, user_id, job_id, title, created_at, audio_expires_at)
      SELECT ${newId()}, user_id, id, title, ${now}, ${now + ctx.settings.keepClipsMs}
      FROM jobs WHERE id = ${jobId} AND status = 'running'
      ON CONFLICT (job_id) DO NOTHING`),
    ctx.db.run(sql`
      INSERT INTO exercise_items (id, set_id, segment_index, start_ms, end_ms, transcript_en, translation_zh, word_count,
                                  needs_review, review_reason, confidence_percent, clip_key, clip_bytes, created_at)
      SELECT ${newId()}, s.id, ${item.segmentIndex}, ${item.startMs}, ${item.endMs}, ${item.transcriptEn},
             ${item.translationZh}, ${item.wordCount}, ${item.needsReview ? 1 : 0}, ${item.reviewReason}, ${confidence},
             ${clip.key}, ${clip.bytes}, ${now}
      FROM exercise_sets s JOIN jobs j ON j.id = s.job_id
      WHERE j.id = ${jobId} AND j.status = 'running'
      ON CONFLICT (set_id, segment_index) DO NOTHING`),
    ctx.db
      .update(jobs)
      .set({
        exerciseSetId: sql`(SELECT id FROM exercise_sets WHERE job_id = ${jobId})`,
        readyItems: sql`(SELECT COUNT(*) FROM exercise_items i JOIN exercise_sets s ON s.id = i.set_id WHERE s.job_id = ${jobId})`,
        updatedAt: now,
      })
      .where(sql`${jobs.id} = ${jobId} AND ${jobs.status} = 'running'`)
      .returning({ readyItems: jobs.readyItems, exerciseSetId: jobs.exerciseSetId }),
    ctx.db
      .select({ item: exerciseItems })
      .from(exerciseItems)
      .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
      .where(sql`${exerciseSets.jobId} = ${jobId} AND ${exerciseItems.segmentIndex} = ${item.segmentIndex}`),
  ])
  if (!job?.exerciseSetId || !stored) return null
  return { item: stored.item, readyItems: job.readyItems, exerciseSetId: job.exerciseSetId }
}
