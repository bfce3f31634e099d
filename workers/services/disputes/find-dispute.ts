import { and, eq, gte, inArray } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Ctx } from '../context.ts'
import type { ItemRow } from '../edits/edit-log.ts'

export type DisputeRow = typeof itemEdits.$inferSelect

/** A dispute that the learner stands by. @throws AppError dispute_not_found, also when it was taken back */
export async function findDispute(ctx: Ctx, id: string): Promise<DisputeRow> {
  const [row] = await ctx.db
    .select()
    .from(itemEdits)
    .where(and(eq(itemEdits.id, id), inArray(itemEdits.kind, ['heard_right', 'clip_cut'])))
  if (!row || row.undoneAt !== null) throw new AppError('dispute_not_found')
  return row
}

/** @throws AppError dispute_not_found, dispute_settled */
export async function findOpenDispute(ctx: Ctx, id: string): Promise<DisputeRow> {
  const dispute = await findDispute(ctx, id)
  if (dispute.settledAt !== null) throw new AppError('dispute_settled')
  return dispute
}

/**
 * The sentence of a dispute about its clip, as it is now.
 * @throws AppError edit_not_possible for a dispute about words, item_not_found when another sentence took its place,
 * audio_expired
 */
export async function findClippedItem(ctx: Ctx, dispute: DisputeRow): Promise<ItemRow> {
  if (dispute.kind !== 'clip_cut') throw new AppError('edit_not_possible')
  const [row] = await ctx.db
    .select({ item: exerciseItems, audioExpiresAt: exerciseSets.audioExpiresAt })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(and(eq(exerciseItems.id, dispute.before?.id ?? ''), gte(exerciseItems.segmentIndex, 0)))
  if (!row) throw new AppError('item_not_found')
  if (row.audioExpiresAt <= ctx.now() || row.item.clipGone) throw new AppError('audio_expired')
  return row.item
}
