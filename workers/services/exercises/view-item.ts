import type { ItemView } from '../../contract/exercises.ts'
import type { exerciseItems } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'
import { clipUrl } from './clip-url.ts'

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
    audioUrl: await clipUrl(ctx, row, audioExpiresAt),
    solved: row.solvedAt !== null,
  }
}
