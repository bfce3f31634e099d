import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { EditBody, ExerciseView } from '../../contract/exercises.ts'
import { attempts, exerciseItems } from '../../db/schema/exercises.ts'
import type { ItemBefore } from '../../db/schema/practice.ts'
import { moveEdge } from '../../domain/clips/clip-window.ts'
import { correctKey } from '../../domain/practice/correct-key.ts'
import { splitWords } from '../../domain/text/words.ts'
import type { Ctx } from '../context.ts'
import { getExercise } from '../exercises/get-exercise.ts'
import { type EditBase, findItem, type ItemRow, type NewEdit, openEdit, writeEdit } from './edit-log.ts'
import { mergeItem } from './merge-item.ts'
import { rescore } from './rescore.ts'
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
  switch (edit.kind) {
    case 'split':
      await splitItem(ctx, base, item, edit)
      break
    case 'merge':
      await mergeItem(ctx, base, item)
      break
    case 'text':
      await changeText(ctx, base, item, edit.transcriptEn, { kind: 'text' })
      break
    case 'heard_right':
      await acceptHeard(ctx, base, item, edit)
      break
    case 'nudge':
      await changeEdge(ctx, base, item, edit.edge, edit.byMs, { kind: 'nudge' })
      break
    case 'clip_cut': {
      const byMs = edit.edge === 'start' ? -CUT_MS : CUT_MS
      await changeEdge(ctx, base, item, edit.edge, byMs, { kind: 'clip_cut', expected: edit.edge })
      break
    }
  }
  return getExercise(ctx, userId, setId)
}

const beforeOf = (item: ItemRow): ItemBefore => ({
  id: item.id,
  transcriptEn: item.transcriptEn,
  wordCount: item.wordCount,
  startMs: item.startMs,
  endMs: item.endMs,
  clipOffset: item.clipOffset,
  clipBytes: item.clipBytes,
})

async function changeText(ctx: Ctx, base: EditBase, item: ItemRow, text: string, edit: NewEdit): Promise<void> {
  const wordCount = splitWords(text).length
  if (wordCount === 0 || text === item.transcriptEn) throw new AppError('edit_not_possible')
  await writeEdit(ctx, base, { ...edit, before: beforeOf(item) }, [
    // Its translation stays, but is no longer what the model made of just this text.
    ctx.db
      .update(exerciseItems)
      .set({ transcriptEn: text, wordCount, mtEngine: null })
      .where(eq(exerciseItems.id, item.id)),
    ...(await rescore(ctx, item.id, text)),
  ])
}

async function acceptHeard(
  ctx: Ctx,
  base: EditBase,
  item: ItemRow,
  edit: Extract<EditBody, { kind: 'heard_right' }>,
): Promise<void> {
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
  await changeText(ctx, base, item, text, { kind: 'heard_right', expected, heard })
}

async function changeEdge(
  ctx: Ctx,
  base: EditBase,
  item: ItemRow,
  edge: 'start' | 'end',
  byMs: number,
  edit: NewEdit,
): Promise<void> {
  const moved = moveEdge(item, item.clipObjectBytes || item.clipBytes, edge, byMs)
  if (!moved) throw new AppError('edit_not_possible')
  await writeEdit(ctx, base, { ...edit, before: beforeOf(item) }, [
    ctx.db
      .update(exerciseItems)
      .set({ startMs: moved.startMs, endMs: moved.endMs, clipOffset: moved.clipOffset, clipBytes: moved.clipBytes })
      .where(eq(exerciseItems.id, item.id)),
  ])
}
