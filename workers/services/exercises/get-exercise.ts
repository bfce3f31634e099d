import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { ExerciseView } from '../../contract/exercises.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { type Ctx, isoTime } from '../context.ts'
import { findPlace } from '../places/find-place.ts'
import { findUndo } from '../edits/last-edit.ts'
import { listItems } from './list-items.ts'
import { selectSets, viewProgress, viewSet } from './view-set.ts'

/** @throws AppError exercise_not_found, also for somebody else's */
export async function getExercise(ctx: Ctx, userId: string, setId: string): Promise<ExerciseView> {
  const [row] = await selectSets(ctx, and(eq(exerciseSets.id, setId), eq(exerciseSets.userId, userId)))
  if (!row) throw new AppError('exercise_not_found')
  const [items, place, undo] = await Promise.all([
    listItems(ctx, row.set.jobId),
    findPlace(ctx, setId),
    findUndo(ctx, setId),
  ])
  return {
    exerciseSet: viewSet(ctx, row),
    progress: viewProgress(row),
    items,
    place,
    canUndo: undo !== null,
    undo,
    now: isoTime(ctx.now()),
  }
}
