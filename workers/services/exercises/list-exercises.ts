import { and, desc, eq } from 'drizzle-orm'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import type { ExerciseListItem } from '../../contract/exercises.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { selectSets, viewProgress, viewSet } from './view-set.ts'

/** The caller's exercise sets with progress, newest first. */
export async function listExercises(ctx: Ctx, userId: string, query: PageQuery): Promise<Page<ExerciseListItem>> {
  const before = behind(query.cursor, exerciseSets.createdAt, exerciseSets.id)
  const rows = await selectSets(ctx, and(eq(exerciseSets.userId, userId), before))
    .orderBy(desc(exerciseSets.createdAt), desc(exerciseSets.id))
    .limit(query.limit + 1)
  return toPage(
    rows,
    query.limit,
    (row) => ({ ...viewSet(ctx, row), progress: viewProgress(row) }),
    ({ set }) => ({ at: set.createdAt, id: set.id }),
  )
}
