import { describe, expect, it } from 'vitest'
import { admin, call } from '../test-support/client.ts'
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
      costPerUnit: 3,
      multiplier: 1.5,
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
    [{ provider: 'somebody' }, 'items.0.provider'],
    [{ provider: 'embedded' }, 'items.0.providerModel'],
    [{ unit: 'sentence' }, 'items.0.unit'],
    [{ providerModel: 'whisper' }, 'items.0.providerModel'],
    [{ provider: 'workers-ai', providerModel: '@cf/openai/whisper-large-v3-turbo' }, 'items.0.baseUrl'],
    [{ baseUrl: 'ftp://models.example' }, 'items.0.baseUrl'],
    [{ baseUrl: 'models.example' }, 'items.0.baseUrl'],
    [{ language: 'English' }, 'items.0.language'],
    [{ maxConcurrent: 0 }, 'items.0.maxConcurrent'],
    [{ maxPerMinute: 1.5 }, 'items.0.maxPerMinute'],
    [{ timeoutMs: 1 }, 'items.0.timeoutMs'],
    [{ fallbacks: ['nobody'] }, 'items.0.fallbacks'],
    [{ fallbacks: ['qwen-mt'] }, 'items.0.fallbacks'],
    [{ fallbacks: ['paraformer-v2'] }, 'items.0.fallbacks'],
    [{ fallbacks: ['moonshine-base', 'moonshine-base'] }, 'items.0.fallbacks'],
    [{ multiplier: 1_000_000 }, 'items.0.multiplier'],
    [{ costPerUnit: -1 }, 'items.0.costPerUnit'],
  ])('refuses %j and says where', async (change, field) => {
    const before = await listedRoutes()
    // The second item is right, and must not be applied either.
    const answer = await patchRoutes([
      { modelName: 'paraformer-v2', ...change },
      { modelName: 'qwen-mt', enabled: false },
    ])
    expect(answer).toMatchObject({
      status: 400,
      code: 'validation_failed',
      data: { fields: { [field]: expect.any(String) } },
    })
    expect(await listedRoutes()).toEqual(before)
  })

  it.each([
    { modelName: 'not/a name' },
    { modelName: '' },
    { task: 'tts' },
    { costPerUnit: undefined },
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
