import type { ItemView } from '../../contract/exercises.ts'
import type { exerciseItems } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'
import { signClipUrl } from './clip-signature.ts'

/** @param audioExpiresAt milliseconds; from then on the item has no audio address */
export async function viewItem(
  ctx: Ctx,
  row: typeof exerciseItems.$inferSelect,
  audioExpiresAt: number,
): Promise<ItemView> {
  return {
    id: row.id,
    segmentIndex: row.segmentIndex,
    startMs: row.startMs,
    endMs: row.endMs,
    transcriptEn: row.transcriptEn,
    translationZh: row.translationZh,
    wordCount: row.wordCount,
    needsReview: row.needsReview,
    reviewReason: row.reviewReason,
    audioUrl: audioExpiresAt > ctx.now() && !row.clipGone ? await clipUrl(ctx, row) : null,
    solved: row.solvedAt !== null,
  }
}

/** With the place in its object, so that no cache plays the clip as it was before its edges moved. */
async function clipUrl(ctx: Ctx, row: typeof exerciseItems.$inferSelect): Promise<string> {
  const signed = await signClipUrl(ctx.settings.jwtSecret, row.id, ctx.now())
  return row.clipOffset === 0 ? signed : `${signed}&clip=${row.clipOffset}-${row.clipBytes}`
}
