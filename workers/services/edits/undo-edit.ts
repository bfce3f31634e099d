import { eq, inArray } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { ExerciseView } from '../../contract/exercises.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Statement } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { getExercise } from '../exercises/get-exercise.ts'
import { type EditBase, type NewEdit, openEdit, WHEN_COMPLETE, writeEdits } from './edit-log.ts'
import { type EditRow, lastEdit } from './last-edit.ts'
import { countReady, retire, shift } from './replace-items.ts'

/**
 * Takes the latest edit of a set back. Scores that a dispute raised stay.
 * @throws AppError exercise_not_found, nothing_to_undo, edit_conflict, exercise_not_complete
 */
export async function undoEdit(ctx: Ctx, userId: string, setId: string): Promise<ExerciseView> {
  const base = await openEdit(ctx, userId, setId)
  const edit = await lastEdit(ctx, setId)
  if (!edit) throw new AppError('nothing_to_undo')
  const isStructural = edit.made.length > 0
  const back = isStructural ? await putBack(ctx, base, edit) : restore(ctx, edit)
  const mark = ctx.db.update(itemEdits).set({ undoneAt: ctx.now() }).where(eq(itemEdits.id, edit.id))
  const undo: NewEdit = { kind: 'undo', retired: edit.made, made: edit.retired }
  await writeEdits(ctx, base, [{ edit: undo, statements: [...back, mark] }], isStructural ? WHEN_COMPLETE : null)
  return getExercise(ctx, userId, setId)
}

function restore(ctx: Ctx, edit: EditRow): Statement[] {
  if (!edit.before) return []
  const { id, ...fields } = edit.before
  return [ctx.db.update(exerciseItems).set(fields).where(eq(exerciseItems.id, id))]
}

async function putBack(ctx: Ctx, base: EditBase, edit: EditRow): Promise<Statement[]> {
  const made = await ctx.db
    .select({ segmentIndex: exerciseItems.segmentIndex })
    .from(exerciseItems)
    .where(inArray(exerciseItems.id, edit.made))
    .orderBy(exerciseItems.segmentIndex)
  const first = made[0]?.segmentIndex ?? 0
  return [
    ...retire(base.setId, edit.made),
    ...shift(base.setId, first + edit.made.length, edit.retired.length - edit.made.length),
    ...edit.retired.map((id, index) =>
      ctx.db
        .update(exerciseItems)
        .set({ segmentIndex: first + index })
        .where(eq(exerciseItems.id, id)),
    ),
    countReady(base.setId, base.jobId),
  ]
}
