import { and, eq, gte } from 'drizzle-orm'
import type { ItemView } from '../../contract/exercises.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { viewItem } from './view-item.ts'

/** The sentences of the set that a job makes or restores, so far, in order. Who may see them is the caller's business. */
export async function listItems(ctx: Ctx, jobId: string): Promise<ItemView[]> {
  const rows = await ctx.db
    .select({ item: exerciseItems, audioExpiresAt: exerciseSets.audioExpiresAt })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .innerJoin(jobs, eq(jobs.exerciseSetId, exerciseSets.id))
    .where(and(eq(jobs.id, jobId), gte(exerciseItems.segmentIndex, 0)))
    .orderBy(exerciseItems.segmentIndex)
  return Promise.all(rows.map(({ item, audioExpiresAt }) => viewItem(ctx, item, audioExpiresAt)))
}
