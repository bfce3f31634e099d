import type { exerciseItems } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'
import { signClipUrl } from './clip-signature.ts'

/**
 * Where a sentence's clip is heard, or null once it is no longer kept: at `audioExpiresAt` (milliseconds), or lost before.
 * With its place in the object, so that no cache plays the clip as it was before its edges moved.
 */
export async function clipUrl(
  ctx: Ctx,
  item: typeof exerciseItems.$inferSelect,
  audioExpiresAt: number,
): Promise<string | null> {
  if (audioExpiresAt <= ctx.now() || item.clipGone) return null
  return signClipUrl(ctx.settings.jwtSecret, item.id, `${item.clipOffset}-${item.clipBytes}`, ctx.now())
}
