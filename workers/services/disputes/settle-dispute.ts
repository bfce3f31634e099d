import { and, eq, isNull, sql } from 'drizzle-orm'
import type { DisputeSettlement, SettleBody } from '../../contract/disputes.ts'
import { AppError } from '../../contract/errors.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Statement } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { findItem, openEdit, type EditBase, type PlannedEdit, writeEdits } from '../edits/edit-log.ts'
import { planMove, planText } from '../edits/plan-edit.ts'
import { type DisputeRow, findClippedItem, findOpenDispute } from './find-dispute.ts'
import { shiftEdges } from './shift-edges.ts'

type Correction = Extract<SettleBody, { settlement: 'corrected' }>

/**
 * Settles a dispute, once. A correction is an edit of the learner’s set like any other (attempts are marked again, and it
 * can be undone there), and one transaction with the settlement: there is not one without the other.
 * @throws AppError dispute_not_found also when it was taken back, dispute_settled, item_not_found, edit_not_possible,
 * edit_conflict, edge_out_of_sound, audio_expired
 */
export async function settleDispute(
  ctx: Ctx,
  id: string,
  body: SettleBody,
): Promise<{ settlement: DisputeSettlement }> {
  const dispute = await findOpenDispute(ctx, id)
  const { settlement } = body
  const settle = ctx.db
    .update(itemEdits)
    .set({ settledAt: ctx.now(), settlement })
    .where(and(eq(itemEdits.id, id), isNull(itemEdits.settledAt), isNull(itemEdits.undoneAt)))
  try {
    if (body.settlement === 'corrected') await correct(ctx, dispute, body, settle)
    else if ((await settle.returning()).length === 0) throw new AppError('dispute_settled')
  } catch (error) {
    // That it was settled or taken back at the same moment says more than what came of it here.
    if (error instanceof AppError) await findOpenDispute(ctx, id)
    throw error
  }
  return { settlement }
}

async function correct(ctx: Ctx, dispute: DisputeRow, body: Correction, settle: Statement): Promise<void> {
  const base = await openEdit(ctx, dispute.userId, dispute.setId)
  const planned = await plan(ctx, base, dispute, body)
  const holds = sql`
    EXISTS (SELECT 1 FROM item_edits AS dispute
            WHERE dispute.id = ${dispute.id} AND dispute.settled_at IS NULL AND dispute.undone_at IS NULL)`
  await writeEdits(ctx, base, planned, { holds, otherwise: 'dispute_settled' }, [settle])
}

async function plan(ctx: Ctx, base: EditBase, dispute: DisputeRow, body: Correction): Promise<PlannedEdit[]> {
  if (body.transcriptEn === undefined) {
    const item = await findClippedItem(ctx, dispute)
    return shiftEdges(item, body).map((move) => planMove(ctx, item, move, { kind: 'nudge' }))
  }
  const item = await findItem(ctx, base, eq(exerciseItems.id, dispute.before?.id ?? ''))
  if (!item) throw new AppError('item_not_found')
  return [await planText(ctx, item, body.transcriptEn, { kind: 'text' })]
}
