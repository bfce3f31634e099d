import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { JobCreatedView } from '../../contract/jobs.ts'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { createJob, type JobSource } from '../jobs/create-job.ts'
import { findRestoring } from '../jobs/find-restoring.ts'
import { expireClips } from '../media/sweep-expired.ts'
import { findRestorable, type Restorable } from './find-restorable.ts'

/** What a learner brings: a stored file, a link, or nothing but the wish (a set that was made from a link is fetched again). */
export type Brought = { jobId: string; source: JobSource | null }

/**
 * The file a set was made from is here again: its clips are cut anew by a job of their own, at no charge, and sentences and
 * progress stay as they are. The same wish again while that job is under way gives the same job, and `source` is not taken.
 * @throws AppError exercise_not_found, audio_not_expired, source_differs, video_file_or_url_required
 */
export async function restoreSet(ctx: Ctx, userId: string, setId: string, brought: Brought): Promise<JobCreatedView> {
  const found = await findRestorable(ctx, userId, eq(exerciseSets.id, setId))
  if (!found) {
    const ownSet = and(eq(exerciseSets.id, setId), eq(exerciseSets.userId, userId))
    const [set] = await ctx.db.select({ id: exerciseSets.id }).from(exerciseSets).where(ownSet)
    throw new AppError(set ? 'audio_not_expired' : 'exercise_not_found')
  }
  return startRestoring(ctx, userId, found, { ...brought, source: sameSource(found.job, brought.source) })
}

/**
 * The same for a file that was brought as if it were new; null when it is. A lesson that was not finished is none of it: it
 * ends where its job failed or was cancelled, and clips are all that would be made.
 */
export async function restoreKnownFile(
  ctx: Ctx,
  userId: string,
  brought: { jobId: string; source: JobSource },
  wanted: { asrModel?: string | undefined; mtModel?: string | undefined },
): Promise<JobCreatedView | null> {
  if (brought.source.kind !== 'stored' || brought.source.hash === null) return null
  const isFinished = and(eq(jobs.sourceHash, brought.source.hash), eq(jobs.status, 'succeeded'))
  const found = await findRestorable(ctx, userId, isFinished)
  if (!found) return null
  const { asrModel, mtModel } = found.job
  // Who asks for another model wants other sentences.
  if ((wanted.asrModel ?? asrModel) !== asrModel || (wanted.mtModel ?? mtModel) !== mtModel) return null
  return startRestoring(ctx, userId, found, brought)
}

function sameSource(job: Restorable['job'], source: JobSource | null): JobSource {
  if (source === null && job.sourceUrl !== null) return { kind: 'url', url: job.sourceUrl }
  if (source === null) throw new AppError('video_file_or_url_required')
  const isSame =
    source.kind === 'url' ? source.url === job.sourceUrl : source.hash !== null && source.hash === job.sourceHash
  if (!isSame) throw new AppError('source_differs')
  return source
}

async function startRestoring(
  ctx: Ctx,
  userId: string,
  { set, job }: Restorable,
  { jobId, source }: { jobId: string; source: JobSource },
): Promise<JobCreatedView> {
  const underWay = await findRestoring(ctx, set.id)
  if (underWay) return underWay
  // So that the sweep has nothing more to delete when the clips are promised again.
  await expireClips(ctx, set)
  const routes = { asr: { modelName: job.asrModel }, mt: null }
  return createJob(ctx, userId, { jobId, source, title: set.title, routes, cues: null, restoresSetId: set.id })
}
