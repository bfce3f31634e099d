import { and, eq } from 'drizzle-orm'
import type { RunnerClips } from '../../contract/runner.ts'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { clipFrames } from '../../domain/clips/clip-frames.ts'
import { AppError } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'

/**
 * What a restoring job has to cut: each object of sound that is gone, once, in order of time, also those that only an undo
 * of an edit leads back to. @throws AppError source_gone for a job that restores nothing
 */
export async function clipsToCut(ctx: Ctx, jobId: string): Promise<RunnerClips> {
  const [job] = await ctx.db.select({ setId: jobs.restoresSetId }).from(jobs).where(eq(jobs.id, jobId))
  if (!job?.setId) throw new AppError('source_gone')
  const [made] = await ctx.db
    .select({ durationMs: jobs.durationMs })
    .from(exerciseSets)
    .innerJoin(jobs, eq(jobs.id, exerciseSets.jobId))
    .where(eq(exerciseSets.id, job.setId))
  const gone = await ctx.db
    .select()
    .from(exerciseItems)
    .where(and(eq(exerciseItems.setId, job.setId), eq(exerciseItems.clipGone, true)))
  const byKey = new Map(gone.map((item) => [item.clipKey, { itemId: item.id, ...clipFrames(item) }]))
  return {
    durationMs: made?.durationMs ?? null,
    clips: [...byKey.values()].toSorted((a, b) => a.first - b.first),
  }
}
