import { and, eq, isNull, notExists, sql } from 'drizzle-orm'
import { deletions } from '../../db/schema/deletions.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from '../runs/held-by.ts'
import type { StoredItem } from '../runs/store-item.ts'

/**
 * Where the sound of a sentence that is cut anew goes: to the place it had. Null: the job restores no such sentence, or the
 * lease holds it no more.
 */
export async function findClipPlace(ctx: Ctx, lease: Lease, itemId: string): Promise<{ key: string } | null> {
  const [row] = await ctx.db
    .select({ key: exerciseItems.clipKey })
    .from(exerciseItems)
    .innerJoin(jobs, eq(jobs.restoresSetId, exerciseItems.setId))
    .where(and(heldBy(lease), eq(exerciseItems.id, itemId)))
  return row ?? null
}

/**
 * A clip that lies in R2 was refused. It stays while its sentence has that place: another runner may have put it there too.
 * Of a person who leaves or has left nothing stays: it may have come after the deletion had looked for it.
 */
export async function dropRefusedClip(ctx: Ctx, itemId: string, key: string): Promise<void> {
  const leaves = ctx.db
    .select()
    .from(deletions)
    .where(and(eq(deletions.userId, exerciseSets.userId), isNull(deletions.finishedAt)))
  const [kept] = await ctx.db
    .select({ id: exerciseItems.id })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(and(eq(exerciseItems.id, itemId), notExists(leaves)))
  if (!kept) await ctx.media.delete(key)
}

/**
 * A clip that was cut anew lies in R2: every sentence of its sound has it back, and with the first one the set is promised
 * its clips for their whole time again. Null when the lease holds the job no more.
 */
export async function storeClip(
  ctx: Ctx,
  lease: Lease,
  itemId: string,
  clip: { key: string; bytes: number },
): Promise<StoredItem | null> {
  const now = ctx.now()
  const setId = sql`(SELECT restores_set_id FROM jobs WHERE ${heldBy(lease)})`
  const [, , update] = await transact(ctx.db, [
    sql`
      UPDATE exercise_sets SET audio_expires_at = ${now + ctx.settings.keepClipsMs}, audio_deleted_at = NULL
      WHERE id = ${setId} AND audio_deleted_at IS NOT NULL`,
    // A piece of another length than before (see clipFrames) is the sentence, with nothing around it.
    sql`
      UPDATE exercise_items
      SET clip_gone = 0,
          clip_offset = CASE WHEN ${clip.bytes} IN (clip_object_bytes, clip_bytes) THEN clip_offset ELSE 0 END,
          clip_bytes = CASE WHEN ${clip.bytes} IN (clip_object_bytes, clip_bytes) THEN clip_bytes ELSE ${clip.bytes} END,
          clip_object_bytes = ${clip.bytes}
      WHERE set_id = ${setId} AND clip_key = ${clip.key}`,
    sql`
      UPDATE jobs
      SET updated_at = ${now}, ready_items = (
        SELECT COUNT(*) FROM exercise_items i WHERE i.set_id = jobs.restores_set_id AND i.segment_index >= 0 AND i.clip_gone = 0)
      WHERE ${heldBy(lease)}`,
  ])
  if (!update?.meta.changes) return null
  const [stored] = await ctx.db
    .select({ item: exerciseItems, readyItems: jobs.readyItems, exerciseSetId: exerciseItems.setId })
    .from(exerciseItems)
    .innerJoin(jobs, eq(jobs.restoresSetId, exerciseItems.setId))
    .where(and(eq(jobs.id, lease.jobId), eq(exerciseItems.id, itemId)))
  return stored ?? null
}
