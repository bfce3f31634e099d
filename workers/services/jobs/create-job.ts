import { and, eq, exists, inArray, not, notExists, or } from 'drizzle-orm'
import type { JobCreatedView } from '../../contract/jobs.ts'
import { AppError } from '../../contract/errors.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { uploads } from '../../db/schema/uploads.ts'
import type { Cue } from '../../domain/subtitles/cue.ts'
import { type Ctx } from '../context.ts'
import { storeSubtitles } from '../media/store-subtitles.ts'
import { enqueueJob } from './enqueue-job.ts'
import { findRestoring } from './find-restoring.ts'
import { MAY_BEGIN } from './may-begin.ts'
import type { JobRow } from './view-job.ts'
import { getWallet } from '../wallet/get-wallet.ts'
import { type ChosenRoutes, chooseRoutes, type WantedRoutes } from '../model-routes/choose-routes.ts'

export type JobSource =
  | { kind: 'url'; url: string }
  /** `uploadId`: the completed upload that becomes the job's source, and is an upload no more. */
  | {
      kind: 'stored'
      key: string
      fileName: string
      sizeBytes: number
      /** See services/media/fingerprint.ts; null: not known. */
      hash: string | null
      /** When its time is up, which began when it came. Milliseconds. */
      expiresAt: number
      uploadId?: string
    }

/**
 * What can be refused before any byte of the media is read: the models, and an empty wallet. The real price is known
 * once the length is; then the hold decides.
 * @throws AppError asr_model_disabled, mt_model_disabled, insufficient_credits
 */
export async function admitJob(ctx: Ctx, userId: string, wanted: WantedRoutes): Promise<ChosenRoutes> {
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
  routes: { asr: { modelName: string }; mt: { modelName: string } | null }
  cues: readonly Cue[] | null
  /** Nothing but the clips of this set are made. */
  restoresSetId?: string
}

/**
 * Stores the subtitles, writes the job's row and puts it on the queue. Subtitles of a job that fails here are deleted. Where
 * another job restores the set already, that one is the answer, and the source is not taken.
 * @throws AppError upload_not_found when another job took the upload meanwhile, asr_model_disabled or mt_model_disabled when
 * a route was disabled or deleted meanwhile
 */
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
  const isKept = subtitlesKey !== null
  const row = {
    id: job.jobId,
    userId,
    title: job.title ?? defaultTitle(source),
    asrModel: routes.asr.modelName,
    mtModel: routes.mt?.modelName ?? null,
    createdAt: now,
    updatedAt: now,
    subtitlesKey,
    origin: ctx.origin,
    sourceExpiresAt: source.kind === 'stored' ? source.expiresAt : isKept ? now + ctx.settings.keepSourceMs : null,
    ...(job.restoresSetId !== undefined && { restoresSetId: job.restoresSetId, exerciseSetId: job.restoresSetId }),
    ...(source.kind === 'url'
      ? { sourceUrl: source.url }
      : {
          sourceKey: source.key,
          sourceFileName: source.fileName,
          sourceBytes: source.sizeBytes,
          sourceHash: source.hash,
        }),
  }
  const uploadIds = source.kind === 'stored' && source.uploadId !== undefined ? [source.uploadId] : []
  const made = await insertRow(ctx, row, uploadIds)
  if (!made) return whyNot(ctx, row, uploadIds)
  await enqueueJob(ctx, made)
  return { jobId: job.jobId, status: 'queued', ...(job.restoresSetId && { restoresExerciseSetId: job.restoresSetId }) }
}

type NewRow = typeof jobs.$inferInsert

/**
 * The upload's row, if there is one, goes and the job's comes in one transaction: of two jobs at once one gets it, and
 * whatever dies here, the file belongs to one of them. Undefined when the job may not begin any more, and has not come.
 */
async function insertRow(ctx: Ctx, row: NewRow, uploadIds: readonly string[]): Promise<JobRow | undefined> {
  const isRow = eq(jobs.id, row.id)
  const isUpload = inArray(uploads.id, [...uploadIds])
  const isCompleted = and(isUpload, eq(uploads.userId, row.userId), eq(uploads.status, 'completed'))
  const lacksUpload = uploadIds.length > 0 ? notExists(ctx.db.select().from(uploads).where(isCompleted)) : undefined
  const [, , , [made]] = await ctx.db.batch([
    ctx.db.insert(jobs).values(row),
    ctx.db.delete(jobs).where(and(isRow, or(not(MAY_BEGIN), lacksUpload))),
    ctx.db.delete(uploads).where(and(isUpload, exists(ctx.db.select().from(jobs).where(isRow)))),
    ctx.db.select().from(jobs).where(isRow),
  ])
  return made
}

async function whyNot(ctx: Ctx, row: NewRow, uploadIds: readonly string[]): Promise<JobCreatedView> {
  const restoring = row.restoresSetId ? await findRestoring(ctx, row.restoresSetId) : null
  if (restoring) return restoring
  if (!row.restoresSetId) await chooseRoutes(ctx, row)
  // What was in the way is not there any more: the same request again may do.
  throw new AppError(uploadIds.length > 0 ? 'upload_not_found' : 'service_unavailable')
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
