import { and, eq, gte } from 'drizzle-orm'
import type { RunnerUntranslated } from '../../contract/runner.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'

/** The stored sentences of a job that have no translation, in order: for a run that goes on where another stopped. */
export async function listUntranslated(ctx: Ctx, jobId: string): Promise<RunnerUntranslated> {
  const items = await ctx.db
    .select({ segmentIndex: exerciseItems.segmentIndex, transcriptEn: exerciseItems.transcriptEn })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(and(eq(exerciseSets.jobId, jobId), eq(exerciseItems.translationZh, ''), gte(exerciseItems.segmentIndex, 0)))
    .orderBy(exerciseItems.segmentIndex)
  return { items }
}
