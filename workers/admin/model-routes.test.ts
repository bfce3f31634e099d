import { describe, expect, it } from 'vitest'
import { newAdmin, pageCall } from '../test-support/admin-session.ts'
import { admin, call, newLearner } from '../test-support/client.ts'
import { listedRoutes, MODEL_SERVER, newRoute, patchRoutes, type Routes } from '../test-support/routes.ts'

const post = (json: object) => admin('/model-routes', { json })
const someRoute = {
  modelName: 'a-route',
  task: 'asr',
  provider: 'openai-compatible',
  providerModel: 'whisper-1',
  unit: 'second',
  costPerUnit: 0.2,
}

describe('model routes, happy', () => {
  it('tells everything of the routes that exist from the start', async () => {
    const routes = await listedRoutes()
    expect(routes.find(({ modelName }) => modelName === 'qwen3-asr-flash')).toEqual({
      modelName: 'qwen3-asr-flash',
      task: 'asr',
      provider: 'dashscope',
      providerModel: 'qwen3-asr-flash',
      unit: 'second',
      enabled: true,
      configured: false,
      costPerUnit: 0.35,
      multiplier: 1,
      language: 'en',
      baseUrl: null,
      maxConcurrent: 4,
      maxPerMinute: null,
      timeoutMs: 60_000,
      fallbacks: ['moonshine-base'],
      health: { state: 'unknown', calls: 0, failures: 0, meanLatencyMs: null, openUntil: null, lastError: null },
      updatedAt: expect.any(String),
    })
    expect(routes.find(({ modelName }) => modelName === 'qwen-mt')).toMatchObject({ language: 'zh', fallbacks: [] })
  })

  it('makes one, switched off unless it says otherwise', async () => {
    const answer = await post({ ...someRoute, baseUrl: `${MODEL_SERVER}/`, fallbacks: ['moonshine-base'] })
    expect(answer).toMatchObject({
      status: 201,
      data: { enabled: false, configured: true, baseUrl: MODEL_SERVER, language: 'en', maxConcurrent: 4 },
    })
    expect(await post(someRoute)).toMatchObject({ status: 409, code: 'model_route_exists' })
  })

  it('changes every field but name and task', async () => {
    const name = await newRoute()
    const change = {
      modelName: name,
      provider: 'workers-ai',
      providerModel: '@cf/meta/m2m100-1.2b',
      baseUrl: 'https://api.cloudflare.com/client/v4/accounts/abc/ai',
      unit: 'thousand_characters',
      enabled: false,
      costPerUnit: 9999.123457,
      multiplier: 0.000001,
      language: 'ja',
      maxConcurrent: 9,
      maxPerMinute: 300,
      timeoutMs: 5_000,
      fallbacks: ['qwen-mt'],
    }
    expect((await patchRoutes([change])).code).toBe('ok')
    expect((await listedRoutes()).find(({ modelName }) => modelName === name)).toMatchObject({
      ...change,
      configured: false,
    })
  })
})

describe('model routes, errors', () => {
  it.each([
    [{ provider: 'somebody' }, 'provider', { code: 'malformed' }],
    [{ provider: 'embedded' }, 'providerModel', { code: 'embedded_has_one_model' }],
    [{ provider: 'embedded', baseUrl: MODEL_SERVER }, 'baseUrl', { code: 'embedded_has_no_address' }],
    [{ provider: 'embedded', fallbacks: ['moonshine-base'] }, 'fallbacks', { code: 'embedded_has_no_fallback' }],
    [{ unit: 'sentence' }, 'unit', { code: 'unit_of_other_task' }],
    [{ providerModel: 'whisper' }, 'providerModel', { code: 'not_of_dashscope' }],
    [{ providerModel: ' ' }, 'providerModel', { code: 'missing' }],
    [{ providerModel: 'x'.repeat(121) }, 'providerModel', { code: 'too_long', limit: 120 }],
    [{ provider: 'workers-ai' }, 'providerModel', { code: 'not_of_workers_ai' }],
    [{ provider: 'workers-ai', providerModel: '@cf/whisper' }, 'baseUrl', { code: 'workers_ai_needs_address' }],
    [{ baseUrl: 'ftp://models.example' }, 'baseUrl', { code: 'malformed' }],
    [{ baseUrl: 'models.example' }, 'baseUrl', { code: 'malformed' }],
    [{ language: 'English' }, 'language', { code: 'malformed' }],
    [{ maxConcurrent: 0 }, 'maxConcurrent', { code: 'too_small', limit: 1 }],
    [{ maxPerMinute: 1.5 }, 'maxPerMinute', { code: 'not_whole' }],
    [{ timeoutMs: 1 }, 'timeoutMs', { code: 'too_small', limit: 1000 }],
    [{ fallbacks: ['nobody'] }, 'fallbacks', { code: 'fallback_of_other_task' }],
    [{ fallbacks: ['qwen-mt'] }, 'fallbacks', { code: 'fallback_of_other_task' }],
    [{ fallbacks: ['paraformer-v2'] }, 'fallbacks', { code: 'own_fallback' }],
    [{ fallbacks: ['moonshine-base', 'moonshine-base'] }, 'fallbacks', { code: 'name_twice' }],
    [{ fallbacks: ['a', 'b', 'c', 'd', 'e', 'f'] }, 'fallbacks', { code: 'too_many', limit: 5 }],
    [{ fallbacks: ['no name'] }, 'fallbacks.0', { code: 'malformed' }],
    [{ multiplier: 1_000_000 }, 'multiplier', { code: 'too_large', limit: 10_000 }],
    [{ costPerUnit: -1 }, 'costPerUnit', { code: 'too_small', limit: 0 }],
    [{ costPerUnit: null }, 'costPerUnit', { code: 'missing' }],
    [{ costPerUnit: 0.0000004 }, 'costPerUnit', { code: 'too_precise', limit: 6 }],
    [{ multiplier: 1.0000001 }, 'multiplier', { code: 'too_precise', limit: 6 }],
  ])('refuses %j and says where and why', async (change, field, problem) => {
    const before = await listedRoutes()
    // The second item is right, and must not be applied either.
    const answer = await patchRoutes([
      { modelName: 'paraformer-v2', ...change },
      { modelName: 'qwen-mt', enabled: false },
    ])
    expect(answer).toMatchObject({
      status: 400,
      code: 'validation_failed',
      data: { fields: { [`items.0.${field}`]: expect.any(String) }, problems: { [`items.0.${field}`]: problem } },
    })
    expect(await listedRoutes()).toEqual(before)
  })

  it.each([
    { modelName: 'not/a name' },
    { modelName: '' },
    { task: 'tts' },
    { costPerUnit: undefined },
    { costPerUnit: 0.1234567 },
    { key: 'sk-secret' },
    { provider: 'dashscope' },
  ])('does not make a route of %j', async (change) => {
    expect(await post({ ...someRoute, modelName: 'wrong', ...change })).toMatchObject({
      status: 400,
      code: 'validation_failed',
    })
    expect((await listedRoutes()).some(({ modelName }) => modelName === 'wrong')).toBe(false)
  })
})

describe('model routes, access', () => {
  it('wants the admin token for all of it', async () => {
    expect(await call('/admin/model-routes')).toMatchObject({ status: 403 })
    expect(await call('/admin/model-routes', { json: someRoute })).toMatchObject({ status: 403 })
    expect(await call<Routes>('/admin/model-routes', { method: 'PATCH', json: { items: [] } })).toMatchObject({
      status: 403,
    })
  })
})

describe('a model route tried', () => {
  const transcribe = (body: BodyInit, name = 'moonshine-base') =>
    admin(`/model-routes/${name}/transcribe`, { method: 'POST', body })
  const translate = (text: unknown, name = 'qwen-mt') => admin(`/model-routes/${name}/translate`, { json: { text } })

  it('tells what the model made of it and how long it took, and keeps nothing', async () => {
    expect(await transcribe('some sound')).toMatchObject({
      status: 200,
      data: { text: 'moonshine-base: some sound', tookMs: 34 },
    })
    expect((await translate('Good morning.')).data).toEqual({ text: 'qwen-mt: Good morning.', tookMs: 34 })
  })

  it('tries one that is switched off', async () => {
    const name = await newRoute({ enabled: false })
    expect((await translate('Hello.', name)).data).toMatchObject({ text: `${name}: Hello.` })
  })

  it.each([
    ['fails', 502, 'model_route_failed', { kind: 'rate_limited', reason: '429 slow down', tookMs: 12 }],
    ['refused', 413, 'recording_too_long', {}],
    ['busy', 503, 'service_unavailable', { reason: 'runner_busy' }],
    ['', 400, 'validation_failed', { fields: { body: 'Empty.' } }],
  ])('answers %j with %i %s', async (body, status, code, data) => {
    expect(await transcribe(body)).toMatchObject({ status, code, data })
  })

  it('does not take more than 10 MB', async () => {
    expect(await transcribe(new Uint8Array(10_000_001))).toMatchObject({
      status: 413,
      code: 'file_too_large',
      data: { maxBytes: 10_000_000 },
    })
  })

  it.each(['', ' ', 'x'.repeat(501), 7, undefined])('does not translate %j', async (text) => {
    expect(await translate(text)).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('knows which route does what', async () => {
    expect(await transcribe('sound', 'qwen-mt')).toMatchObject({ status: 404, code: 'model_route_not_found' })
    expect(await translate('Hello.', 'moonshine-base')).toMatchObject({ status: 404, code: 'model_route_not_found' })
    expect(await translate('Hello.', 'nobody')).toMatchObject({ status: 404, code: 'model_route_not_found' })
  })

  it('is for support and owners, from the page itself', async () => {
    const json = { text: 'Hello.' }
    const path = '/model-routes/qwen-mt/translate'
    expect(await call(`/admin${path}`, { json })).toMatchObject({ status: 403, code: 'admin_forbidden' })
    const { page: viewer } = await newAdmin('viewer')
    expect(await pageCall(viewer, path, { method: 'POST', json })).toMatchObject({ code: 'admin_role_too_low' })
    const { page } = await newAdmin('support')
    expect(await pageCall(page, path, { method: 'POST', json })).toMatchObject({ code: 'ok' })
    const headers = { 'x-csrf-token': '' }
    expect(await pageCall(page, path, { method: 'POST', json, headers })).toMatchObject({ code: 'csrf_failed' })
  })
})

describe('a model route deleted', () => {
  const remove = (name: string) => admin(`/model-routes/${name}`, { method: 'DELETE' })
  const has = async (name: string) => (await listedRoutes()).some(({ modelName }) => modelName === name)

  it('is gone, and the log says what it was', async () => {
    const name = await newRoute({ costPerUnit: 7 })
    expect(await remove(name)).toMatchObject({ status: 200, data: { deleted: true } })
    expect(await has(name)).toBe(false)
    expect(await remove(name)).toMatchObject({ status: 404, code: 'model_route_not_found' })
    const { data } = await admin<{ items: unknown[] }>(`/audit?target=${name}`)
    expect(data.items).toContainEqual(
      expect.objectContaining({
        action: 'route.delete',
        outcome: 'done',
        before: expect.objectContaining({ costPerUnit: 7 }),
      }),
    )
  })

  it('stays while it is the default or a fallback', async () => {
    expect(await remove('moonshine-base')).toMatchObject({ status: 409, code: 'model_route_is_default' })
    const last = await newRoute()
    const first = await newRoute({ fallbacks: [last] })
    expect(await remove(last)).toMatchObject({
      status: 409,
      code: 'model_route_is_fallback',
      data: { modelNames: [first] },
    })
    expect(await has(last)).toBe(true)
    expect(await remove(first)).toMatchObject({ status: 200 })
    expect(await remove(last)).toMatchObject({ status: 200 })
  })

  it('stays while a job that has not ended was quoted with it', async () => {
    const name = await newRoute()
    const { token } = await newLearner(1000)
    const form = new FormData()
    form.set('video_file', new File(['RIFF0000WAVEfmt '], 'busy-a.wav'))
    form.set('mt_model', name)
    const job = await call<{ jobId: string }>('/jobs', { token, body: form })
    expect(job).toMatchObject({ status: 202 })
    expect(await remove(name)).toMatchObject({ status: 409, code: 'model_route_in_use', data: { jobs: 1 } })
    await call(`/jobs/${job.data.jobId}/cancel`, { method: 'POST', token })
    expect(await remove(name)).toMatchObject({ status: 200 })
  })

  it('is the owner’s to delete', async () => {
    const name = await newRoute()
    const { page } = await newAdmin('support')
    expect(await pageCall(page, `/model-routes/${name}`, { method: 'DELETE' })).toMatchObject({
      status: 403,
      code: 'admin_role_too_low',
    })
    expect(await has(name)).toBe(true)
  })
})
