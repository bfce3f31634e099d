import { eq } from 'drizzle-orm'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { jobClipPrefix } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'

/**
 * Deletes the clips of a job that has ended which belong to no sentence: what was on its way when it was cancelled or its
 * runner lost. What came after the end is not touched: another run may be delivering it.
 */
export async function dropLooseClips(ctx: Ctx, jobId: string): Promise<void> {
  const [job] = await ctx.db.select({ endedAt: jobs.endedAt }).from(jobs).where(eq(jobs.id, jobId))
  const endedAt = job?.endedAt ?? null
  if (endedAt === null) return
  const kept = await ctx.db
    .select({ key: exerciseItems.clipKey })
    .from(exerciseItems)
    .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
    .where(eq(exerciseSets.jobId, jobId))
  const keys = new Set(kept.map(({ key }) => key))
  let cursor: string | undefined
  do {
    const page = await ctx.media.list({ prefix: jobClipPrefix(jobId), limit: 1000, ...(cursor && { cursor }) })
    const loose = page.objects
      .filter(({ key, uploaded }) => !keys.has(key) && uploaded.getTime() <= endedAt)
      .map(({ key }) => key)
    if (loose.length > 0) await ctx.media.delete(loose)
    cursor = page.truncated ? page.cursor : undefined
  } while (cursor)
}
