import type { ShiftedEdges } from '../../contract/disputes.ts'
import { AppError } from '../../contract/errors.ts'
import { type EdgeMove, moveEdges, objectBytesOf } from '../../domain/clips/clip-window.ts'
import type { ItemRow } from '../edits/edit-log.ts'

/** @throws AppError edit_conflict when the edges are not those that the admin heard, edge_out_of_sound */
export function shiftEdges(item: ItemRow, shifts: ShiftedEdges): EdgeMove[] {
  const { fromStartMs = item.startMs, fromEndMs = item.endMs } = shifts
  if (fromStartMs !== item.startMs || fromEndMs !== item.endMs) throw new AppError('edit_conflict')
  const moves = moveEdges(item, objectBytesOf(item), shifts)
  if (!moves) throw new AppError('edge_out_of_sound')
  return moves
}
