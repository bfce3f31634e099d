import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { EditBody, ExerciseView } from '../../contract/exercises.ts'
import { attempts, exerciseItems } from '../../db/schema/exercises.ts'
import { moveEdge, objectBytesOf } from '../../domain/clips/clip-window.ts'
import { correctKey } from '../../domain/practice/correct-key.ts'
import { splitWords } from '../../domain/text/words.ts'
import type { Ctx } from '../context.ts'
import { getExercise } from '../exercises/get-exercise.ts'
import {
  type EditBase,
  findItem,
  type ItemRow,
  type NewEdit,
  openEdit,
  type PlannedEdit,
  writeEdits,
} from './edit-log.ts'
import { mergeItem } from './merge-item.ts'
import { planMove, planText } from './plan-edit.ts'
import { splitItem } from './split-item.ts'

/** How far "the clip is cut" moves an edge: more than the padding that clips have. */
const CUT_MS = 300

/**
 * Changes a sentence as its learner wants it, at once and without new work on the recording; progress is kept.
 * @throws AppError exercise_not_found, item_not_found, attempt_not_found, edit_not_possible, edit_conflict,
 * exercise_not_complete, audio_expired
 */
export async function editItem(
  ctx: Ctx,
  userId: string,
  setId: string,
  itemId: string,
  edit: EditBody,
): Promise<ExerciseView> {
  const base = await openEdit(ctx, userId, setId)
  const item = await findItem(ctx, base, eq(exerciseItems.id, itemId))
  if (!item) throw new AppError('item_not_found')
  if (edit.kind === 'split') await splitItem(ctx, base, item, edit)
  else if (edit.kind === 'merge') await mergeItem(ctx, base, item)
  else await writeEdits(ctx, base, [await planInPlace(ctx, base, item, edit)])
  return getExercise(ctx, userId, setId)
}

async function planInPlace(
  ctx: Ctx,
  base: EditBase,
  item: ItemRow,
  edit: Exclude<EditBody, { kind: 'split' | 'merge' }>,
): Promise<PlannedEdit> {
  switch (edit.kind) {
    case 'text':
      return planText(ctx, item, edit.transcriptEn, { kind: 'text' })
    case 'heard_right':
      return planHeard(ctx, base, item, edit)
    case 'nudge':
      return planEdge(ctx, item, edit.edge, edit.byMs, { kind: 'nudge' })
    case 'clip_cut': {
      const byMs = edit.edge === 'start' ? -CUT_MS : CUT_MS
      return planEdge(ctx, item, edit.edge, byMs, { kind: 'clip_cut', expected: edit.edge })
    }
  }
}

async function planHeard(
  ctx: Ctx,
  base: EditBase,
  item: ItemRow,
  edit: Extract<EditBody, { kind: 'heard_right' }>,
): Promise<PlannedEdit> {
  const [attempt] = await ctx.db
    .select()
    .from(attempts)
    .where(and(eq(attempts.id, edit.attemptId), eq(attempts.itemId, item.id), eq(attempts.userId, base.userId)))
  if (!attempt) throw new AppError('attempt_not_found')
  const disputed = attempt.verdicts[edit.verdictIndex]
  const text = correctKey(attempt.verdicts, edit.verdictIndex)
  // An attempt at words that have changed since says nothing about those of now.
  const said = attempt.verdicts.flatMap(({ expected }) => expected ?? []).join(' ')
  if (!disputed || text === null || said !== splitWords(item.transcriptEn).join(' ')) {
    throw new AppError('edit_not_possible')
  }
  const { expected, submitted: heard } = disputed
  return planText(ctx, item, text, { kind: 'heard_right', expected, heard })
}

function planEdge(ctx: Ctx, item: ItemRow, edge: 'start' | 'end', byMs: number, edit: NewEdit): PlannedEdit {
  const after = moveEdge(item, objectBytesOf(item), edge, byMs)
  if (!after) throw new AppError('edit_not_possible')
  return planMove(ctx, item, { before: item, after }, edit)
}
