import type { Context } from 'hono'
import { AppError } from '../contract/errors.ts'
import { createJobBody, createJobForm, type JobCreatedView } from '../contract/jobs.ts'
import { sourceKey } from '../domain/media/object-keys.ts'
import { parsePublicUrl, PublicUrlError } from '../domain/net/public-url.ts'
import { MAX_SUBTITLE_BYTES } from '../domain/subtitles/read-subtitles.ts'
import { readJobForm } from '../http/job-form.ts'
import type { AppEnv } from '../http/types.ts'
import { parse, readJson } from '../http/validate.ts'
import { type Ctx, newId } from '../services/context.ts'
import { admitJob, createJob, type JobSource } from '../services/jobs/create-job.ts'
import { checkSubtitles } from '../services/media/check-subtitles.ts'
import type { Cue } from '../domain/subtitles/cue.ts'
import { hasRestorable } from '../services/restore/find-restorable.ts'
import { restoreKnownFile, restoreSet } from '../services/restore/restore-set.ts'
import { checkHead } from '../services/media/check-head.ts'
import { storeStream } from '../services/media/store-stream.ts'
import { findCompleted } from '../services/uploads/find-completed.ts'

/** The form's other parts, beside the file and the subtitles. */
const FORM_OVERHEAD_BYTES = 100_000
/** Subtitles as a JSON string, with room for escapes. */
const MAX_BODY_BYTES = 2 * MAX_SUBTITLE_BYTES

/** `POST /jobs` in both its forms. */
export function createJobRequest(c: Context<AppEnv>): Promise<JobCreatedView> {
  const isForm = (c.req.header('content-type') ?? '').toLowerCase().startsWith('multipart/form-data')
  return isForm ? fromForm(c) : fromJson(c)
}

async function fromJson(c: Context<AppEnv>): Promise<JobCreatedView> {
  const ctx = c.get('ctx')
  const { userId } = c.get('caller')
  const body = await readJson(c, createJobBody, MAX_BODY_BYTES)
  if (!body.sourceUrl && !body.uploadId && !body.exerciseSetId) throw new AppError('video_file_or_url_required')
  const url = body.sourceUrl ? checkUrl(ctx, body.sourceUrl) : null
  // Before the upload is taken: with a subtitle file that is refused it is still there for the next try.
  const cues = body.subtitles === undefined ? null : checkSubtitles(body.subtitles)
  const upload = url === null && body.uploadId ? await findCompleted(ctx, userId, body.uploadId) : null
  const source: JobSource | null = url === null ? upload : { kind: 'url', url }
  return begin(ctx, userId, { jobId: newId(), source, title: body.title, cues, ...body })
}

type Wanted = {
  jobId: string
  source: JobSource | null
  title: string | undefined
  cues: readonly Cue[] | null
  asrModel?: string | undefined
  mtModel?: string | undefined
  exerciseSetId?: string | undefined
}

/** Restores the clips of the set that was named, or that this file was made to before; else a job with sentences of its own. */
async function begin(ctx: Ctx, userId: string, wanted: Wanted): Promise<JobCreatedView> {
  const { jobId, source, title, cues, exerciseSetId } = wanted
  if (exerciseSetId) return restoreSet(ctx, userId, exerciseSetId, { jobId, source })
  if (source === null) throw new AppError('video_file_or_url_required')
  const known = cues === null ? await restoreKnownFile(ctx, userId, { jobId, source }, wanted) : null
  if (known) return known
  const routes = await admitJob(ctx, userId, wanted)
  return createJob(ctx, userId, { jobId, source, title, routes, cues })
}

/**
 * The fields may come after the file, so the file is stored first and deleted again when the form is refused. An empty
 * wallet is refused before a byte of it is read, unless it may be a file whose clips are to be cut again.
 */
async function fromForm(c: Context<AppEnv>): Promise<JobCreatedView> {
  const ctx = c.get('ctx')
  const { userId } = c.get('caller')
  const maxBytes = ctx.settings.maxFormUploadBytes
  if (Number(c.req.header('content-length') ?? 0) > maxBytes + MAX_SUBTITLE_BYTES + FORM_OVERHEAD_BYTES) {
    throw new AppError('file_too_large', { maxBytes })
  }
  if (!(await hasRestorable(ctx, userId))) await admitJob(ctx, userId, {})

  const jobId = newId()
  const key = sourceKey(jobId)
  const expiresAt = ctx.now() + ctx.settings.keepSourceMs
  try {
    let hash: string | null = null
    const form = await readJobForm(c.req.raw, {
      store: async ({ chunks }) => {
        const stored = await storeStream(ctx, key, chunks, maxBytes)
        hash = stored.hash
        return stored.sizeBytes
      },
      takeSubtitles: checkSubtitles,
      maxSubtitleBytes: MAX_SUBTITLE_BYTES,
    })
    const fields = parse(createJobForm, form.fields)
    if (form.file) await checkHead(ctx, key, form.file.sizeBytes)
    const file: JobSource | null = form.file && {
      kind: 'stored',
      key,
      fileName: form.file.name,
      sizeBytes: form.file.sizeBytes,
      hash,
      expiresAt,
    }
    const created = await begin(ctx, userId, {
      jobId,
      source: file ?? (fields.source_url ? { kind: 'url', url: checkUrl(ctx, fields.source_url) } : null),
      title: fields.title,
      cues: form.subtitles,
      asrModel: fields.asr_model,
      mtModel: fields.mt_model,
      exerciseSetId: fields.exercise_set_id,
    })
    // Another job is restoring the set already.
    if (created.jobId !== jobId) await ctx.media.delete(key)
    return created
  } catch (error) {
    await ctx.media.delete(key)
    throw error
  }
}

function checkUrl(ctx: Ctx, text: string): string {
  try {
    return parsePublicUrl(text, { allowHosts: ctx.settings.urlAllowHosts }).href
  } catch (error) {
    if (error instanceof PublicUrlError) throw new AppError('invalid_source_url')
    throw error
  }
}
