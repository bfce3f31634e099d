import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import type { Ctx } from '../context.ts'

/** A browser may play a clip again for so long, and never beyond its time. */
const MAX_CACHE_SECONDS = 3600

/** Where a sentence's sound is: `bytes` from `offset` on of the object `key`. */
export type ClipPlace = { key: string; offset: number; bytes: number }

/** Where an item's clip lies. `userId` null: a signed address was checked already. @throws AppError item_not_found, audio_expired */
export async function getClip(
  ctx: Ctx,
  itemId: string,
  userId: string | null,
): Promise<ClipPlace & { cacheSeconds: number }> {
  const [row] = await ctx.db
    .select({
      key: exerciseItems.clipKey,
      offset: exerciseItems.clipOffset,
      bytes: exerciseItems.clipBytes,
      isGone: exerciseItems.clipGone,
      audioExpiresAt: exerciseSets.audioExpiresAt,
    })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(and(eq(exerciseItems.id, itemId), userId === null ? undefined : eq(exerciseSets.userId, userId)))
  if (!row) throw new AppError('item_not_found')
  if (row.audioExpiresAt <= ctx.now() || row.isGone) throw new AppError('audio_expired')
  const cacheSeconds = Math.min(MAX_CACHE_SECONDS, Math.floor((row.audioExpiresAt - ctx.now()) / 1000))
  return { key: row.key, offset: row.offset, bytes: row.bytes, cacheSeconds }
}
