import { and, eq, exists, inArray, isNull, lte, sql } from 'drizzle-orm'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { jobClipPrefix } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'
import { discardUpload } from '../uploads/abort-upload.ts'
import { deletePrefix } from './delete-prefix.ts'

/**
 * What one run takes at most: the platform ends a run at about 1,000 calls of R2 and D1, and the next comes in five minutes.
 * After days without a run this is 120,000 sources and 24,000 sets a day. R2 deletes up to 1,000 keys a call.
 */
const SOURCES = 450
const SETS = 100
const UPLOADS = 60

/** Sources and subtitles whose time is up. Nobody is handed them since that second; here their bytes go. */
export async function sweepSources(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const expired = await ctx.db
    .select({ id: jobs.id, sourceKey: jobs.sourceKey, subtitlesKey: jobs.subtitlesKey })
    .from(jobs)
    .where(and(lte(jobs.sourceExpiresAt, now), isNull(jobs.sourceDeletedAt)))
    .orderBy(jobs.sourceExpiresAt)
    .limit(SOURCES)
  if (expired.length === 0) return
  const keys = expired.flatMap((job) => [job.sourceKey, job.subtitlesKey]).filter((key) => key !== null)
  if (keys.length > 0) await ctx.media.delete(keys)
  await ctx.db
    .update(jobs)
    .set({ sourceDeletedAt: now })
    .where(inArray(jobs.id, sql`(SELECT value FROM json_each(${JSON.stringify(expired.map(({ id }) => id))}))`))
}

/** Clips whose time is up. */
export async function sweepClips(ctx: Ctx): Promise<void> {
  const expired = await ctx.db
    .select()
    .from(exerciseSets)
    .where(and(lte(exerciseSets.audioExpiresAt, ctx.now()), isNull(exerciseSets.audioDeletedAt)))
    .orderBy(exerciseSets.audioExpiresAt)
    .limit(SETS)
  for (const set of expired) await expireClips(ctx, set)
}

/**
 * Deletes the clips of a set whose time is up, if it is; the sentences keep the places of their clips, for the day they are
 * cut again. What came since the set was read is not touched: clips that were stored after their time, and the rows of a
 * set that was promised its clips anew.
 */
export async function expireClips(ctx: Ctx, set: typeof exerciseSets.$inferSelect): Promise<void> {
  const { id, jobId, audioExpiresAt, audioDeletedAt } = set
  if (audioDeletedAt !== null || audioExpiresAt > ctx.now()) return
  await deletePrefix(ctx, jobClipPrefix(jobId), audioExpiresAt)
  const asRead = and(
    eq(exerciseSets.id, id),
    eq(exerciseSets.audioExpiresAt, audioExpiresAt),
    isNull(exerciseSets.audioDeletedAt),
  )
  await ctx.db.batch([
    ctx.db
      .update(exerciseItems)
      .set({ clipGone: true })
      .where(and(eq(exerciseItems.setId, id), exists(ctx.db.select().from(exerciseSets).where(asRead)))),
    ctx.db.update(exerciseSets).set({ audioDeletedAt: ctx.now() }).where(asRead),
  ])
}

/** Uploads that became no job, whole or half. */
export async function sweepUploads(ctx: Ctx): Promise<void> {
  const expired = await ctx.db.select().from(uploads).where(lte(uploads.expiresAt, ctx.now())).limit(UPLOADS)
  for (const upload of expired) await discardUpload(ctx, upload)
}
