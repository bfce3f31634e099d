import { and, eq, gt, isNull } from 'drizzle-orm'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { jobClipPrefix } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'
import { readPlace, writePlace } from './sweep-place.ts'

/** Each is a call of R2, so a run takes few and the next goes on; only what is still promised is looked for. */
const SOURCES = 60
const UPLOADS = 60
const SETS = 60

/** Sources that a row promises and that are not there (a bucket's rule, a hand): they are gone, and said to be. */
export async function sweepLostSources(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  const rows = await ctx.db
    .select({ id: jobs.id, sourceKey: jobs.sourceKey, subtitlesKey: jobs.subtitlesKey })
    .from(jobs)
    .where(
      and(isNull(jobs.sourceDeletedAt), gt(jobs.sourceExpiresAt, now), gt(jobs.id, await readPlace(ctx, 'sources'))),
    )
    .orderBy(jobs.id)
    .limit(SOURCES)
  for (const { id, sourceKey, subtitlesKey } of rows) {
    if ((await isThere(ctx, sourceKey)) && (await isThere(ctx, subtitlesKey))) continue
    await ctx.media.delete([sourceKey, subtitlesKey].filter((key) => key !== null))
    await ctx.db.update(jobs).set({ sourceDeletedAt: now }).where(eq(jobs.id, id))
  }
  await writePlace(ctx, 'sources', rows.length === SOURCES ? rows.at(-1)?.id : undefined)
}

/** The same of files that wait for their job: such an upload is none any more. */
export async function sweepLostUploads(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .select({ id: uploads.id, objectKey: uploads.objectKey })
    .from(uploads)
    .where(and(eq(uploads.status, 'completed'), gt(uploads.id, await readPlace(ctx, 'uploads'))))
    .orderBy(uploads.id)
    .limit(UPLOADS)
  for (const { id, objectKey } of rows) {
    if (!(await isThere(ctx, objectKey))) await ctx.db.delete(uploads).where(eq(uploads.id, id))
  }
  await writePlace(ctx, 'uploads', rows.length === UPLOADS ? rows.at(-1)?.id : undefined)
}

const isThere = async (ctx: Ctx, key: string | null): Promise<boolean> =>
  key === null || (await ctx.media.head(key)) !== null

/** Clips that a sentence promises and that are not there: it is a sentence without a clip then, and can get one again. */
export async function sweepLostClips(ctx: Ctx): Promise<void> {
  const sets = await ctx.db
    .select()
    .from(exerciseSets)
    .where(
      and(
        isNull(exerciseSets.audioDeletedAt),
        gt(exerciseSets.audioExpiresAt, ctx.now()),
        gt(exerciseSets.id, await readPlace(ctx, 'clips')),
      ),
    )
    .orderBy(exerciseSets.id)
    .limit(SETS)
  for (const set of sets) {
    // The rows first: an object is there before the row that names it.
    const items = await ctx.db
      .select({ id: exerciseItems.id, key: exerciseItems.clipKey })
      .from(exerciseItems)
      .where(and(eq(exerciseItems.setId, set.id), eq(exerciseItems.clipGone, false)))
    const there = await keysUnder(ctx, jobClipPrefix(set.jobId))
    for (const { id, key } of items) {
      if (there.has(key)) continue
      const isStill = and(eq(exerciseItems.id, id), eq(exerciseItems.clipKey, key))
      await ctx.db.update(exerciseItems).set({ clipGone: true }).where(isStill)
    }
  }
  await writePlace(ctx, 'clips', sets.length === SETS ? sets.at(-1)?.id : undefined)
}

async function keysUnder(ctx: Ctx, prefix: string): Promise<Set<string>> {
  const keys = new Set<string>()
  let startAfter: string | undefined
  do {
    const page = await ctx.media.list({ prefix, limit: 1000, ...(startAfter !== undefined && { startAfter }) })
    for (const { key } of page.objects) keys.add(key)
    startAfter = page.truncated ? page.objects.at(-1)?.key : undefined
  } while (startAfter !== undefined)
  return keys
}
