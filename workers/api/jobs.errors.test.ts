import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { admin, call, newLearner } from '../test-support/client.ts'
import { finishedJob, getJob, handedOver, jobForm, newJob, postForm, report, someMedia } from '../test-support/job.ts'
import { ledger, wallet } from '../test-support/money.ts'

describe('a job, errors', () => {
  it('needs a file or a link', async () => {
    const { token } = await newLearner(10)
    const code = 'video_file_or_url_required'
    expect(await call('/jobs', { token, json: {} })).toMatchObject({ status: 400, code })
    expect(await postForm(token, jobForm({ title: 'nothing' }))).toMatchObject({ status: 400, code })
    expect(await postForm(token, jobForm({ other_file: new Blob(['x']) }))).toMatchObject({ status: 400, code })
  })

  it.each([
    'ftp://example.com/a.mp4',
    'javascript:alert(1)',
    'not a link',
    'http://127.0.0.1/a.mp4',
    'http://2130706433/a.mp4',
    'http://[::1]/a.mp4',
    'http://localhost:8787/a.mp4',
    'http://10.0.0.8/a.mp4',
    'http://user:pass@example.com/a.mp4',
    'http://169.254.169.254/latest/meta-data',
  ])('refuses the link %s', async (sourceUrl) => {
    const { token } = await newLearner(10)
    expect(await call('/jobs', { token, json: { sourceUrl } })).toMatchObject({
      status: 400,
      code: 'invalid_source_url',
    })
  })

  it('refuses what is certainly no media, and keeps nothing of it', async () => {
    const { token } = await newLearner(10)
    const before = (await env.MEDIA.list({ prefix: 'source/' })).objects.length
    for (const text of ['', 'just a text, named .mp4', '<!doctype html><html></html>', '%PDF-1.7 and so on and on']) {
      const answer = await postForm(token, jobForm({ video_file: new Blob([text]) }, 'a.mp4'))
      expect([text, answer.status, answer.code]).toEqual([text, 415, 'unsupported_media'])
    }
    expect((await env.MEDIA.list({ prefix: 'source/' })).objects).toHaveLength(before)
  })

  it('refuses an empty wallet before it reads the file, and a price above the wallet once the length is known', async () => {
    const poor = await newLearner()
    const form = jobForm({ video_file: new Blob([someMedia()]) })
    expect(await postForm(poor.token, form)).toMatchObject({ status: 402, code: 'insufficient_credits' })

    const { token } = await newLearner(3)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    expect(await report(job, { type: 'probed', durationMs: 60_000 })).toMatchObject({ data: { proceed: false } })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'insufficient_credits' })
    expect(await wallet(token)).toEqual({ balanceCredits: 3, heldCredits: 0, availableCredits: 3 })
  })

  it('refuses models that are unknown, switched off or without a provider, and lets translation be passed over', async () => {
    const { token } = await newLearner(10)
    const sourceUrl = 'https://example.com/a.mp4'
    for (const asrModel of ['nobody', 'qwen3-asr-flash']) {
      const answer = await call('/jobs', { token, json: { sourceUrl, asrModel } })
      expect(answer).toMatchObject({ status: 403, code: 'asr_model_disabled' })
    }
    expect(await call('/jobs', { token, json: { sourceUrl, mtModel: 'qwen-mt' } })).toMatchObject({ status: 202 })
    await admin('/model-routes', { method: 'PATCH', json: { items: [{ modelName: 'qwen-mt', enabled: false }] } })
    const off = await call('/jobs', { token, json: { sourceUrl, mtModel: 'qwen-mt' } })
    expect(off).toMatchObject({ status: 403, code: 'mt_model_disabled' })
    await admin('/model-routes', { method: 'PATCH', json: { items: [{ modelName: 'qwen-mt', enabled: true }] } })
  })

  it('says why it failed and returns the hold', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await report(job, { type: 'failed', code: 'no_speech_found', detail: '' })
    expect(await getJob(token, jobId)).toMatchObject({
      status: 'failed',
      errorCode: 'no_speech_found',
      errorMessage: expect.stringContaining('speech'),
    })
    expect(await wallet(token)).toEqual({ balanceCredits: 100, heldCredits: 0, availableCredits: 100 })
    expect(await ledger(token)).toEqual([
      ['release', 0],
      ['hold', 0],
      ['redeem', 100],
    ])
  })

  it('refuses media that is longer than allowed once the length is known', async () => {
    const { token } = await newLearner(1000)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    expect(await report(job, { type: 'probed', durationMs: 1_200_001 })).toMatchObject({ data: { proceed: false } })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'media_too_long' })
  })

  it('cannot be cancelled after its end, nor retried before or after a good one', async () => {
    const { token } = await newLearner(100)
    const running = await newJob(token)
    expect(await call(`/jobs/${running}/retry`, { method: 'POST', token })).toMatchObject({
      status: 409,
      code: 'job_not_retryable',
    })
    const { jobId } = await finishedJob(token, ['One sentence.'])
    expect(await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })).toMatchObject({
      status: 409,
      code: 'job_not_cancellable',
    })
    expect(await call(`/jobs/${jobId}/retry`, { method: 'POST', token })).toMatchObject({
      status: 409,
      code: 'job_not_retryable',
    })
  })

  it.each(['?limit=0', '?limit=101', '?limit=x', '?cursor=nonsense'])('refuses the list query %s', async (query) => {
    const { token } = await newLearner()
    expect(await call(`/jobs${query}`, { token })).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('refuses a body that is cut off or no form at all', async () => {
    const { token } = await newLearner(10)
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const cut = '--x\r\ncontent-disposition: form-data; name="video_file"; filename="a.wav"\r\n\r\nRIFF'
    for (const body of [cut, 'no form', '']) {
      expect((await call('/jobs', { token, method: 'POST', headers, body })).status).toBe(400)
    }
  })
})
