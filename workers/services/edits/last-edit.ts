import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import type { ExerciseView } from '../../contract/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Ctx } from '../context.ts'

export type EditRow = typeof itemEdits.$inferSelect

/** The edit of a set that an undo would take back. */
export async function lastEdit(ctx: Ctx, setId: string): Promise<EditRow | null> {
  const [row] = await ctx.db
    .select()
    .from(itemEdits)
    .where(and(eq(itemEdits.setId, setId), ne(itemEdits.kind, 'undo'), isNull(itemEdits.undoneAt)))
    .orderBy(desc(itemEdits.seq))
    .limit(1)
  return row ?? null
}

/** What an undo would take back. */
export async function findUndo(ctx: Ctx, setId: string): Promise<ExerciseView['undo']> {
  const edit = await lastEdit(ctx, setId)
  if (edit === null || edit.kind === 'undo') return null
  return { kind: edit.kind, itemIds: edit.before === null ? edit.made : [edit.before.id] }
}
