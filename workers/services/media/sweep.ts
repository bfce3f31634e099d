import { and, eq, isNotNull, isNull, lt, lte, or } from 'drizzle-orm'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { sessions } from '../../db/schema/users.ts'
import type { Ctx } from '../context.ts'
import { discardUpload } from '../uploads/abort-upload.ts'
import { deleteClips } from './delete-clips.ts'

/** Rows a run takes at most of each kind: a run of the cron has a budget, and the next one comes in five minutes. */
const CHUNK = 100
/** A queue message that was not delivered by then is taken for lost. */
const STUCK_MS = 120_000
const DAY_MS = 86_400_000

/** What the cron does: media whose time is up goes, jobs whose message was lost are sent again. */
export async function sweep(ctx: Ctx): Promise<void> {
  const now = ctx.now()
  await sweepSources(ctx, now)
  await sweepClips(ctx, now)
  for (const upload of await ctx.db.select().from(uploads).where(lte(uploads.expiresAt, now)).limit(CHUNK)) {
    await discardUpload(ctx, upload)
  }
  const stuck = await ctx.db
    .select({ jobId: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, 'queued'), lt(jobs.updatedAt, now - STUCK_MS)))
    .limit(CHUNK)
  for (const { jobId } of stuck) await ctx.jobQueue.send({ jobId, origin: ctx.origin })
  await ctx.db
    .delete(sessions)
    .where(
      or(
        lt(sessions.expiresAt, now - DAY_MS),
        and(isNotNull(sessions.revokedAt), lt(sessions.revokedAt, now - DAY_MS)),
      ),
    )
}

async function sweepSources(ctx: Ctx, now: number): Promise<void> {
  const expired = await ctx.db
    .select({ id: jobs.id, sourceKey: jobs.sourceKey, subtitlesKey: jobs.subtitlesKey })
    .from(jobs)
    .where(and(lte(jobs.sourceExpiresAt, now), isNull(jobs.sourceDeletedAt)))
    .limit(CHUNK)
  for (const job of expired) {
    await ctx.media.delete([job.sourceKey, job.subtitlesKey].filter((key) => key !== null))
    await ctx.db.update(jobs).set({ sourceDeletedAt: now }).where(eq(jobs.id, job.id))
  }
}

async function sweepClips(ctx: Ctx, now: number): Promise<void> {
  const expired = await ctx.db
    .select({ id: exerciseSets.id, jobId: exerciseSets.jobId })
    .from(exerciseSets)
    .where(and(lte(exerciseSets.audioExpiresAt, now), isNull(exerciseSets.audioDeletedAt)))
    .limit(CHUNK)
  for (const set of expired) {
    await deleteClips(ctx, set.jobId)
    await ctx.db.update(exerciseSets).set({ audioDeletedAt: now }).where(eq(exerciseSets.id, set.id))
  }
}
