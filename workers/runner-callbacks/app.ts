import { Hono } from 'hono'
import { AppError } from '../contract/errors.ts'
import { healthBody } from '../contract/model-routes.ts'
import { CLIP_CONTENT_TYPE, runnerItemText, runnerReport, runnerTranslations } from '../contract/runner.ts'
import { clipKey } from '../domain/media/object-keys.ts'
import { answer } from '../http/answer.ts'
import { bearerToken } from '../http/middleware.ts'
import { serveObject } from '../http/serve-object.ts'
import type { AppEnv } from '../http/types.ts'
import { parse, readJson } from '../http/validate.ts'
import { newId } from '../services/context.ts'
import { clipsToCut } from '../services/restore/clips-to-cut.ts'
import { dropRefusedClip, findClipPlace } from '../services/restore/store-clip.ts'
import { getSource } from '../services/runs/get-source.ts'
import { listUntranslated } from '../services/runs/list-untranslated.ts'
import { recordHealth } from '../services/model-routes/record-health.ts'
import { getSubtitles } from '../services/runs/get-subtitles.ts'
import { verifyRunToken } from '../services/runs/run-token.ts'

/** What the runner calls. Its token names the job and the lease; the job's object decides whether the lease still holds. */
export const runnerCallbacks = new Hono<AppEnv>()
  .use('/:jobId/*', async (c, next) => {
    const token = bearerToken(c.req.header('authorization')) ?? ''
    c.set('lease', await verifyRunToken(c.get('ctx').settings.runnerSecret, token, c.req.param('jobId')))
    await next()
  })
  .get('/:jobId/source', async (c) => {
    const ctx = c.get('ctx')
    const source = await getSource(ctx, c.req.param('jobId'))
    const object = { ...source, contentType: 'application/octet-stream', cacheControl: 'no-store' }
    const response = await serveObject(ctx.media, object, c.req.header('range'))
    if (!response) throw new AppError('source_gone')
    return response
  })
  .get('/:jobId/subtitles', async (c) => answer(c, await getSubtitles(c.get('ctx'), c.req.param('jobId'))))
  .post('/:jobId/reports', async (c) => {
    const report = await readJson(c, runnerReport)
    const verdict = await c.env.JOBS.getByName(c.req.param('jobId')).report(c.get('lease'), report)
    if (!verdict) throw new AppError('lease_lost')
    return answer(c, verdict)
  })
  .get('/:jobId/clips', async (c) => answer(c, await clipsToCut(c.get('ctx'), c.req.param('jobId'))))
  .put('/:jobId/clips/:itemId', async (c) => {
    const [ctx, jobId, itemId] = [c.get('ctx'), c.req.param('jobId'), c.req.param('itemId')]
    const place = await findClipPlace(ctx, { jobId, lease: c.get('lease') }, itemId)
    if (!place) throw new AppError('lease_lost')
    const clip = await c.req.blob()
    if (clip.size === 0) throw new AppError('validation_failed')
    // The clip first, as below. One that is refused afterwards is the same bytes in the same place, or nobody's.
    await ctx.media.put(place.key, clip, { httpMetadata: { contentType: CLIP_CONTENT_TYPE } })
    const stored = await c.env.JOBS.getByName(jobId).clip(c.get('lease'), itemId, { key: place.key, bytes: clip.size })
    if (!stored) {
      await dropRefusedClip(ctx, itemId, place.key)
      throw new AppError('lease_lost')
    }
    return answer(c, { stored: true })
  })
  .put('/:jobId/items/:segmentIndex{[0-9]+}', async (c) => {
    const ctx = c.get('ctx')
    const jobId = c.req.param('jobId')
    const form = await c.req.formData()
    const item = parse(runnerItemText, form.get('item'))
    const clip = form.get('clip')
    if (item.segmentIndex !== Number(c.req.param('segmentIndex')) || !(clip instanceof Blob)) {
      throw new AppError('validation_failed')
    }
    // The clip first: a row without a clip would be a sentence that cannot be heard.
    const key = clipKey(jobId, item.segmentIndex, newId())
    await ctx.media.put(key, clip, { httpMetadata: { contentType: CLIP_CONTENT_TYPE } })
    const stored = await c.env.JOBS.getByName(jobId).item(c.get('lease'), item, { key, bytes: clip.size })
    if (stored?.clipKey !== key) await ctx.media.delete(key)
    if (!stored) throw new AppError('lease_lost')
    return answer(c, { stored: true, translated: stored.isTranslated })
  })
  .get('/:jobId/untranslated', async (c) => answer(c, await listUntranslated(c.get('ctx'), c.req.param('jobId'))))
  .post('/:jobId/translations', async (c) => {
    const body = await readJson(c, runnerTranslations)
    const stored = await c.env.JOBS.getByName(c.req.param('jobId')).translations(c.get('lease'), body)
    if (!stored) throw new AppError('lease_lost')
    return answer(c, stored)
  })
  // Of the routes, not of the job: also what a runner says whose lease was lost is true.
  .post('/:jobId/health', async (c) => {
    await recordHealth(c.get('ctx'), (await readJson(c, healthBody)).routes)
    return answer(c, {})
  })
