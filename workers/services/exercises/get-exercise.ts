import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { ExerciseView } from '../../contract/exercises.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { type Ctx, isoTime } from '../context.ts'
import { findPlace } from '../places/find-place.ts'
import { hasUndo } from '../edits/last-edit.ts'
import { listItems } from './list-items.ts'
import { selectSets, viewProgress, viewSet } from './view-set.ts'

/** @throws AppError exercise_not_found, also for somebody else's */
export async function getExercise(ctx: Ctx, userId: string, setId: string): Promise<ExerciseView> {
  const [row] = await selectSets(ctx, and(eq(exerciseSets.id, setId), eq(exerciseSets.userId, userId)))
  if (!row) throw new AppError('exercise_not_found')
  const [items, place, canUndo] = await Promise.all([
    listItems(ctx, row.set.jobId),
    findPlace(ctx, setId),
    hasUndo(ctx, setId),
  ])
  return {
    exerciseSet: viewSet(ctx, row),
    progress: viewProgress(row),
    items,
    place,
    canUndo,
    now: isoTime(ctx.now()),
  }
}
