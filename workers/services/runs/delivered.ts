import { and, asc, eq, gt, gte, isNotNull, sql } from 'drizzle-orm'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import type { Delivered } from '../../domain/pricing/price.ts'
import { shareByModel } from '../../domain/pricing/share-by-model.ts'
import type { Ctx } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'

/** Up to where the source of job `jobs` is delivered. Milliseconds; for jobs of before `delivered_ms`, by their sentences. */
export const DELIVERED_MS = sql<number>`COALESCE(NULLIF(jobs.delivered_ms, 0), (
  SELECT MAX(i.end_ms) FROM exercise_items i JOIN exercise_sets s ON s.id = i.set_id WHERE s.job_id = jobs.id), 0)`

/** Where a sentence was heard to end, wherever its learner has moved that since. */
const HEARD_END_MS = sql<number>`COALESCE(${exerciseItems.heardEndMs}, ${exerciseItems.endMs})`

/**
 * What a job delivered that no earlier run of it was billed for: the source from there up to `paidMs`, by the routes that
 * read it, and the translations, by the routes that made them. Lines that came translated with the source are nobody's.
 */
export async function findDelivered(ctx: Ctx, job: JobRow, paidMs: number): Promise<Delivered> {
  const ofJob = (...conditions: Parameters<typeof and>) => and(eq(exerciseSets.jobId, job.id), ...conditions)
  const [sentences, mt] = await ctx.db.batch([
    ctx.db
      .select({ endMs: HEARD_END_MS, model: exerciseItems.asrModel })
      .from(exerciseItems)
      .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
      .where(ofJob(gte(exerciseItems.segmentIndex, 0), gt(HEARD_END_MS, job.paidMs)))
      .orderBy(asc(exerciseItems.segmentIndex)),
    ctx.db
      .select({
        model: exerciseItems.mtModel,
        sentences: sql<number>`COUNT(*)`,
        characters: sql<number>`SUM(COALESCE(${exerciseItems.mtCharacters}, LENGTH(${exerciseItems.transcriptEn})))`,
      })
      .from(exerciseItems)
      .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
      .where(ofJob(isNotNull(exerciseItems.mtModel), eq(exerciseItems.mtBilled, false)))
      .groupBy(exerciseItems.mtModel),
  ])
  return { asr: shareByModel(sentences, job.paidMs, paidMs), mt }
}
