import { and, eq, gte, type SQL, sql } from 'drizzle-orm'
import type { ExerciseSetView, ProgressView } from '../../contract/exercises.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { type Ctx, isoTime } from '../context.ts'

/** Sets with their progress, counted from the sentences; `completedSegments` counts each sentence once. */
export function selectSets(ctx: Ctx, where: SQL | undefined) {
  return ctx.db
    .select({
      set: exerciseSets,
      total: sql<number>`COUNT(${exerciseItems.id})`,
      completed: sql<number>`COUNT(${exerciseItems.solvedAt})`,
    })
    .from(exerciseSets)
    .leftJoin(exerciseItems, and(eq(exerciseItems.setId, exerciseSets.id), gte(exerciseItems.segmentIndex, 0)))
    .where(where)
    .groupBy(exerciseSets.id)
}

type Row = Awaited<ReturnType<typeof selectSets>>[number]

export const viewSet = ({ set }: Row): ExerciseSetView => ({
  id: set.id,
  title: set.title,
  jobId: set.jobId,
  createdAt: isoTime(set.createdAt),
  complete: set.complete,
  audioExpiresAt: isoTime(set.audioExpiresAt),
})

export const viewProgress = ({ set, total, completed }: Row): ProgressView => ({
  lastSegmentIndex: set.lastSegmentIndex,
  completedSegments: completed,
  totalSegments: total,
})
