import type { JobCreatedView } from '../../contract/jobs.ts'
import { AppError } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Cue } from '../../domain/subtitles/cue.ts'
import { type Ctx } from '../context.ts'
import { storeSubtitles } from '../media/store-subtitles.ts'
import { getWallet } from '../wallet/get-wallet.ts'
import { type ChosenRoutes, chooseRoutes } from '../model-routes/choose-routes.ts'

export type JobSource =
  | { kind: 'url'; url: string }
  | { kind: 'stored'; key: string; fileName: string; sizeBytes: number }

/**
 * What can be refused before any byte of the media is read: the models, and an empty wallet. The real price is known
 * once the length is; then the hold decides.
 * @throws AppError asr_model_disabled, mt_model_disabled, insufficient_credits
 */
export async function admitJob(
  ctx: Ctx,
  userId: string,
  wanted: { asrModel?: string | undefined; mtModel?: string | undefined },
): Promise<ChosenRoutes> {
  const routes = await chooseRoutes(ctx, wanted)
  const isFree = routes.asr.costPerUnitMicros * routes.asr.multiplierMicros === 0
  if (!isFree && (await getWallet(ctx, userId)).availableCredits < 1) throw new AppError('insufficient_credits')
  return routes
}

export type NewJob = {
  /** The caller's, because a stored source is named after it. */
  jobId: string
  source: JobSource
  title: string | undefined
  routes: ChosenRoutes
  cues: readonly Cue[] | null
}

/** Stores the subtitles, writes the job's row and puts it on the queue. Subtitles of a job that fails here are deleted. */
export async function createJob(ctx: Ctx, userId: string, job: NewJob): Promise<JobCreatedView> {
  const subtitles = job.cues && (await storeSubtitles(ctx, job.jobId, job.cues))
  try {
    return await insertJob(ctx, userId, job, subtitles)
  } catch (error) {
    if (subtitles) await ctx.media.delete(subtitles)
    throw error
  }
}

async function insertJob(ctx: Ctx, userId: string, job: NewJob, subtitlesKey: string | null): Promise<JobCreatedView> {
  const now = ctx.now()
  const { source, routes } = job
  const isKept = source.kind === 'stored' || subtitlesKey !== null
  await ctx.db.insert(jobs).values({
    id: job.jobId,
    userId,
    title: job.title ?? defaultTitle(source),
    asrModel: routes.asr.modelName,
    mtModel: routes.mt?.modelName ?? null,
    createdAt: now,
    updatedAt: now,
    subtitlesKey,
    sourceExpiresAt: isKept ? now + ctx.settings.keepSourceMs : null,
    ...(source.kind === 'url'
      ? { sourceUrl: source.url }
      : {
          sourceKey: source.key,
          sourceFileName: source.fileName,
          sourceBytes: source.sizeBytes,
        }),
  })
  await ctx.jobQueue.send({ jobId: job.jobId, origin: ctx.origin })
  return { jobId: job.jobId, status: 'queued' }
}

/** The file's name, or the last part of the link's path, without its extension. */
function defaultTitle(source: JobSource): string {
  const name = source.kind === 'stored' ? source.fileName : lastPathPart(source.url)
  return (
    name
      .replace(/\.[a-z0-9]{1,5}$/i, '')
      .trim()
      .slice(0, 200) || 'Untitled'
  )
}

function lastPathPart(url: string): string {
  const { pathname, hostname } = new URL(url)
  const part = pathname.split('/').filter(Boolean).at(-1)
  if (!part) return hostname
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
