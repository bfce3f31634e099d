import type { ShiftedEdges } from '../../contract/disputes.ts'
import type { Ctx } from '../context.ts'
import type { ClipPlace } from '../exercises/get-clip.ts'
import { findClippedItem, findDispute } from './find-dispute.ts'
import { shiftEdges } from './shift-edges.ts'

/**
 * Where the sound of a clipped sentence lies with its edges moved; nothing is written.
 * @throws AppError dispute_not_found, and what `findClippedItem` and `shiftEdges` throw
 */
export async function getDisputeClip(ctx: Ctx, id: string, shifts: ShiftedEdges): Promise<ClipPlace> {
  const item = await findClippedItem(ctx, await findDispute(ctx, id))
  const { clipOffset, clipBytes } = shiftEdges(item, shifts).at(-1)?.after ?? item
  return { key: item.clipKey, offset: clipOffset, bytes: clipBytes }
}
