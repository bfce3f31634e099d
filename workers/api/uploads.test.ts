import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { UploadView } from '../contract/uploads.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { completeUpload } from '../services/uploads/complete-upload.ts'
import { call, newLearner, send } from '../test-support/client.ts'
import { handedOver, someMedia } from '../test-support/job.ts'

const PART = 8 * 1024 * 1024

const open = (token: string, sizeBytes: number) =>
  call<UploadView>('/uploads', { token, json: { fileName: 'long lesson.mp4', sizeBytes, contentType: 'video/mp4' } })

const put = (token: string, id: string, number: number, body: Uint8Array<ArrayBuffer>) =>
  call(`/uploads/${id}/parts/${number}`, {
    method: 'PUT',
    token,
    body,
    headers: { 'content-length': String(body.length) },
  })

const post = (token: string, path: string) => call<UploadView>(path, { method: 'POST', token })

describe('resumable uploads, happy', () => {
  it('puts parts together in order, whatever order they came in, and makes a job of them', async () => {
    const { token } = await newLearner(10)
    const media = someMedia(PART + 1000)
    media.fill(7, PART)
    const { status, data } = await open(token, media.length)
    expect([status, data]).toMatchObject([201, { partSize: PART, partCount: 2, receivedParts: [], status: 'open' }])
    await put(token, data.uploadId, 2, media.slice(PART))
    expect((await call<UploadView>(`/uploads/${data.uploadId}`, { token })).data.receivedParts).toEqual([2])
    await put(token, data.uploadId, 1, media.slice(0, PART))
    for (let n = 0; n < 2; n++) {
      expect(await post(token, `/uploads/${data.uploadId}/complete`)).toMatchObject({
        status: 200,
        data: { status: 'completed' },
      })
    }
    const job = await call<{ jobId: string }>('/jobs', { token, json: { uploadId: data.uploadId } })
    const work = await handedOver(job.data.jobId)
    expect(work.source).toEqual({ kind: 'stored', sizeBytes: media.length, fileName: 'long lesson.mp4' })
    const source = await send(new URL(work.callbackUrl).pathname + '/source', {
      token: work.token,
      headers: { range: `bytes=${PART - 1}-${PART}` },
    })
    expect(new Uint8Array(await source.arrayBuffer())).toEqual(media.slice(PART - 1, PART + 1))
    const twice = await call('/jobs', { token, json: { uploadId: data.uploadId } })
    expect(twice).toMatchObject({ status: 404, code: 'upload_not_found' })
  })

  it('is given up without a trace', async () => {
    const { token } = await newLearner(10)
    const { data } = await open(token, 1000)
    await put(token, data.uploadId, 1, someMedia(1000))
    expect(await call(`/uploads/${data.uploadId}`, { method: 'DELETE', token })).toMatchObject({ status: 200 })
    expect(await call(`/uploads/${data.uploadId}`, { token })).toMatchObject({ status: 404, code: 'upload_not_found' })
    expect(await env.MEDIA.head(`source/${data.uploadId}`)).toBeNull()
  })
})

describe('resumable uploads, errors', () => {
  it('keeps a file that could not be looked at for the next try', async () => {
    const { token, user } = await newLearner(10)
    const { data } = await open(token, 1000)
    await put(token, data.uploadId, 1, someMedia(1000))
    const ctx = createCtx(env)
    const media = new Proxy(ctx.media, {
      get(bucket, name) {
        if (name === 'get') return () => Promise.reject(new Error('R2 does not answer'))
        const method: unknown = Reflect.get(bucket, name, bucket)
        return typeof method === 'function' ? method.bind(bucket) : method
      },
    })
    await expect(completeUpload({ ...ctx, media }, user.id, data.uploadId)).rejects.toThrow('R2 does not answer')
    expect(await post(token, `/uploads/${data.uploadId}/complete`)).toMatchObject({ data: { status: 'completed' } })
  })

  it('refuses parts of another size or number', async () => {
    const { token } = await newLearner(10)
    const { data } = await open(token, 1000)
    for (const [number, size] of [
      [1, 999],
      [1, 1001],
      [2, 1000],
      [0, 1000],
    ] as const) {
      const answer = await put(token, data.uploadId, number, someMedia(size))
      expect(answer).toMatchObject({ status: 400, code: 'part_size_invalid' })
    }
  })

  it('cannot be completed while parts are missing', async () => {
    const { token } = await newLearner(10)
    const { data } = await open(token, PART + 1)
    const answer = await post(token, `/uploads/${data.uploadId}/complete`)
    expect(answer).toMatchObject({ status: 409, code: 'upload_incomplete', data: { missingParts: [1, 2] } })
    const job = await call('/jobs', { token, json: { uploadId: data.uploadId } })
    expect(job).toMatchObject({ status: 404, code: 'upload_not_found' })
  })

  it('refuses what is too large, and what turns out to be no media', async () => {
    const { token } = await newLearner(10)
    expect(await open(token, 2_000_000_001 * 2)).toMatchObject({ status: 413, code: 'file_too_large' })
    const text = Uint8Array.from(new TextEncoder().encode('only words, and no sound at all'))
    const { data } = await open(token, text.length)
    await put(token, data.uploadId, 1, text)
    const answer = await post(token, `/uploads/${data.uploadId}/complete`)
    expect(answer).toMatchObject({ status: 415, code: 'unsupported_media' })
    expect(await env.MEDIA.head(`source/${data.uploadId}`)).toBeNull()
  })

  it.each([{}, { fileName: '', sizeBytes: 1 }, { fileName: 'a', sizeBytes: 0 }, { fileName: 'a', sizeBytes: 1.5 }])(
    'refuses %j',
    async (json) => {
      const { token } = await newLearner()
      expect(await call('/uploads', { token, json })).toMatchObject({ status: 400, code: 'validation_failed' })
    },
  )
})

describe('resumable uploads, access', () => {
  it('are there for their owner only', async () => {
    const owner = await newLearner(10)
    const { token } = await newLearner(10)
    const { data } = await open(owner.token, 1000)
    const answers = [
      await call(`/uploads/${data.uploadId}`, { token }),
      await put(token, data.uploadId, 1, someMedia(1000)),
      await post(token, `/uploads/${data.uploadId}/complete`),
      await call(`/uploads/${data.uploadId}`, { method: 'DELETE', token }),
      await call('/jobs', { token, json: { uploadId: data.uploadId } }),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, code: 'upload_not_found' })
  })
})
