import { eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import type { ItemBefore } from '../../db/schema/practice.ts'
import type { ClipWindow } from '../../domain/clips/clip-window.ts'
import { splitWords } from '../../domain/text/words.ts'
import type { Ctx } from '../context.ts'
import type { ItemRow, NewEdit, PlannedEdit } from './edit-log.ts'
import { rescore } from './rescore.ts'

/** How the edit is kept, but for what it puts back. */
type Kept = Omit<NewEdit, 'before'>

const beforeOf = (item: ItemRow, clip: ClipWindow = item): ItemBefore => ({
  id: item.id,
  transcriptEn: item.transcriptEn,
  wordCount: item.wordCount,
  startMs: clip.startMs,
  endMs: clip.endMs,
  clipOffset: clip.clipOffset,
  clipBytes: clip.clipBytes,
})

/** Another text for a sentence, by which its attempts count. @throws AppError edit_not_possible */
export async function planText(ctx: Ctx, item: ItemRow, text: string, edit: Kept): Promise<PlannedEdit> {
  const wordCount = splitWords(text).length
  if (wordCount === 0 || text === item.transcriptEn) throw new AppError('edit_not_possible')
  return {
    edit: { ...edit, before: beforeOf(item) },
    statements: [
      // Its translation stays, but is no longer what the model made of just this text.
      ctx.db
        .update(exerciseItems)
        .set({ transcriptEn: text, wordCount, mtEngine: null })
        .where(eq(exerciseItems.id, item.id)),
      ...(await rescore(ctx, item.id, text)),
    ],
  }
}

/** A sentence’s place in its object goes from `before` to `after`. */
export function planMove(
  ctx: Ctx,
  item: ItemRow,
  { before, after }: { before: ClipWindow; after: ClipWindow },
  edit: Kept,
): PlannedEdit {
  const { startMs, endMs, clipOffset, clipBytes } = after
  return {
    edit: { ...edit, before: beforeOf(item, before) },
    statements: [
      ctx.db.update(exerciseItems).set({ startMs, endMs, clipOffset, clipBytes }).where(eq(exerciseItems.id, item.id)),
    ],
  }
}
