import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { SettleBody } from '../../contract/admin-lists.ts'
import { AppError } from '../../contract/errors.ts'
import type { DisputeSettlement } from '../../contract/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Ctx } from '../context.ts'
import { editItem } from '../edits/edit-item.ts'

export type DisputeState = { settlement: DisputeSettlement | null; undone: boolean }

/** @throws AppError dispute_not_found */
export async function findDispute(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select()
    .from(itemEdits)
    .where(and(eq(itemEdits.id, id), inArray(itemEdits.kind, ['heard_right', 'clip_cut'])))
  if (!row) throw new AppError('dispute_not_found')
  return row
}

/**
 * Settles a dispute, once. A correction is an edit of the learner’s set like any other: attempts are marked again, and it
 * can be undone there. It is made first, so that a correction that is not possible leaves the dispute open.
 * @throws AppError dispute_not_found also when it was taken back, dispute_settled, and what `editItem` throws
 */
export async function settleDispute(ctx: Ctx, id: string, body: SettleBody): Promise<DisputeState> {
  const dispute = await findDispute(ctx, id)
  if (dispute.undoneAt !== null) throw new AppError('dispute_not_found')
  if (dispute.settledAt !== null) throw new AppError('dispute_settled')
  if (body.settlement === 'corrected') {
    if (!dispute.before) throw new AppError('dispute_not_found')
    const edit = { kind: 'text', transcriptEn: body.transcriptEn } as const
    await editItem(ctx, dispute.userId, dispute.setId, dispute.before.id, edit)
  }
  const [row] = await ctx.db
    .update(itemEdits)
    .set({ settledAt: ctx.now(), settlement: body.settlement })
    .where(and(eq(itemEdits.id, id), isNull(itemEdits.settledAt), isNull(itemEdits.undoneAt)))
    .returning()
  if (!row) throw new AppError('dispute_settled')
  return { settlement: row.settlement, undone: row.undoneAt !== null }
}
