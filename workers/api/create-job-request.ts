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
  if (!body.sourceUrl && !body.uploadId) throw new AppError('video_file_or_url_required')
  const url = body.sourceUrl ? checkUrl(ctx, body.sourceUrl) : null
  // Before the upload is taken: with a subtitle file that is refused it is still there for the next try.
  const cues = body.subtitles === undefined ? null : checkSubtitles(body.subtitles)
  const routes = await admitJob(ctx, userId, body)
  const source: JobSource = url === null ? await findCompleted(ctx, userId, body.uploadId ?? '') : { kind: 'url', url }
  return createJob(ctx, userId, { jobId: newId(), source, title: body.title, routes, cues })
}

/**
 * The fields may come after the file, so the file is stored first and deleted again when the form is refused. An empty
 * wallet is refused before a byte of it is read.
 */
async function fromForm(c: Context<AppEnv>): Promise<JobCreatedView> {
  const ctx = c.get('ctx')
  const { userId } = c.get('caller')
  const maxBytes = ctx.settings.maxFormUploadBytes
  if (Number(c.req.header('content-length') ?? 0) > maxBytes + MAX_SUBTITLE_BYTES + FORM_OVERHEAD_BYTES) {
    throw new AppError('file_too_large', { maxBytes })
  }
  await admitJob(ctx, userId, {})

  const jobId = newId()
  const key = sourceKey(jobId)
  try {
    const form = await readJobForm(c.req.raw, {
      store: ({ chunks }) => storeStream(ctx, key, chunks, maxBytes),
      takeSubtitles: checkSubtitles,
      maxSubtitleBytes: MAX_SUBTITLE_BYTES,
    })
    const fields = parse(createJobForm, form.fields)
    const routes = await admitJob(ctx, userId, { asrModel: fields.asr_model, mtModel: fields.mt_model })
    if (form.file) await checkHead(ctx, key, form.file.sizeBytes)
    const source = formSource(
      ctx,
      form.file && { kind: 'stored', key, fileName: form.file.name, sizeBytes: form.file.sizeBytes },
      fields.source_url,
    )
    return await createJob(ctx, userId, { jobId, source, title: fields.title, routes, cues: form.subtitles })
  } catch (error) {
    await ctx.media.delete(key)
    throw error
  }
}

function formSource(ctx: Ctx, file: JobSource | null, url: string | undefined): JobSource {
  if (file) return file
  if (url) return { kind: 'url', url: checkUrl(ctx, url) }
  throw new AppError('video_file_or_url_required')
}

function checkUrl(ctx: Ctx, text: string): string {
  try {
    return parsePublicUrl(text, { allowHosts: ctx.settings.urlAllowHosts }).href
  } catch (error) {
    if (error instanceof PublicUrlError) throw new AppError('invalid_source_url')
    throw error
  }
}
