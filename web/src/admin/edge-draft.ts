import type { DisputedClip } from '../../../workers/contract/disputes.ts'
import { MOST_NUDGE_MS } from '../../../workers/contract/practice.ts'
import { type EdgeShifts, moveEdges } from '../../../workers/domain/clips/clip-window.ts'

export type Edge = 'start' | 'end'

/** By how much the edges of a clip are to be moved, in milliseconds, and the steps that led there, oldest first. */
export type EdgeDraft = { shifts: EdgeShifts; before: readonly EdgeShifts[] }

export const UNMOVED: EdgeDraft = { shifts: { startByMs: 0, endByMs: 0 }, before: [] }

/** The draft with an edge moved on by `byMs`; null where there is no sound for it, or nearly nothing would be left. */
export function moveOn(clip: DisputedClip, draft: EdgeDraft, edge: Edge, byMs: number): EdgeDraft | null {
  const { startByMs, endByMs } = draft.shifts
  const shifts = edge === 'start' ? { startByMs: startByMs + byMs, endByMs } : { startByMs, endByMs: endByMs + byMs }
  const isTooFar = Math.max(Math.abs(shifts.startByMs), Math.abs(shifts.endByMs)) > MOST_NUDGE_MS
  if (isTooFar || moveEdges(clip, clip.clipObjectBytes, shifts) === null) return null
  return { shifts, before: [...draft.before, draft.shifts] }
}

export function stepBack({ shifts, before }: EdgeDraft): EdgeDraft {
  return { shifts: before.at(-1) ?? shifts, before: before.slice(0, -1) }
}

export const isMoved = ({ startByMs, endByMs }: EdgeShifts): boolean => startByMs !== 0 || endByMs !== 0

/** How long the clip is as it was, and with its edges moved; milliseconds. */
export function lengths(clip: DisputedClip, shifts: EdgeShifts): { wasMs: number; nowMs: number } {
  const { startMs, endMs } = moveEdges(clip, clip.clipObjectBytes, shifts)?.at(-1)?.after ?? clip
  return { wasMs: clip.endMs - clip.startMs, nowMs: endMs - startMs }
}
