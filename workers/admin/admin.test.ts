import { describe, expect, it } from 'vitest'
import type { CreatedCodesView, ModelRouteView } from '../contract/admin.ts'
import type { ModelsView } from '../contract/models.ts'
import { admin, call, newLearner } from '../test-support/client.ts'

type Routes = { items: ModelRouteView[] }
const patch = (items: unknown) => admin<Routes>('/model-routes', { method: 'PATCH', json: { items } })

describe('admin, happy', () => {
  it('makes codes with the defaults of the contract', async () => {
    const { status, data } = await admin<CreatedCodesView>('/redeem-codes', { json: {} })
    expect(status).toBe(201)
    expect([data.count, data.codes.length, new Set(data.codes).size]).toEqual([10, 10, 10])
    for (const code of data.codes) expect(code).toMatch(/^V2[A-Z2-7]{12}$/)
  })

  it('makes the largest batch at once', async () => {
    const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: { count: 1000, prefix: 'spring' } })
    expect(new Set(data.codes).size).toBe(1000)
    expect(data.codes[999]).toMatch(/^SPRING[A-Z2-7]{12}$/)
  })

  it('lists the routes that exist from the start, at the prices of the contract', async () => {
    const { data } = await admin<Routes>('/model-routes')
    const prices = data.items.map(({ modelName, task, costPerUnit, multiplier }) => [
      modelName,
      task,
      costPerUnit,
      multiplier,
    ])
    expect(prices).toEqual([
      ['moonshine-base', 'asr', 0.1, 1],
      ['paraformer-v2', 'asr', 0.25, 1],
      ['qwen3-asr-flash', 'asr', 0.35, 1],
      ['qwen-mt', 'mt', 2, 1],
    ])
  })

  it('changes prices and switches, and learners see it', async () => {
    const { token } = await newLearner()
    const models = async () => (await call<ModelsView>('/models', { token })).data.asr
    expect(await models()).toMatchObject([{ modelName: 'moonshine-base', costPerUnit: 0.1, isDefault: true }])
    const answer = await patch([{ modelName: 'moonshine-base', costPerUnit: 0.15, multiplier: 1.2 }])
    expect(answer.data.items[0]).toMatchObject({ costPerUnit: 0.15, multiplier: 1.2, enabled: true })
    expect(await models()).toMatchObject([{ costPerUnit: 0.15, multiplier: 1.2 }])
    await patch([{ modelName: 'moonshine-base', enabled: false }])
    expect(await models()).toEqual([])
    await patch([{ modelName: 'moonshine-base', enabled: true, costPerUnit: 0.1, multiplier: 1 }])
  })
})

describe('admin, errors', () => {
  it.each([
    { count: 0 },
    { count: 1001 },
    { count: 1.5 },
    { count: '10' },
    { credits: 0 },
    { credits: -5 },
    { credits: 0.5 },
    { expiresDays: 0 },
    { expiresDays: 366 },
    { prefix: 'TOOLONG' },
    { prefix: 'A-B' },
    { prefix: '会员' },
  ])('refuses a batch of %j', async (json) => {
    expect(await admin('/redeem-codes', { json })).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it.each([
    [[]],
    ['x'],
    [[{ modelName: 'qwen-mt', costPerUnit: -1 }]],
    [[{ modelName: 'qwen-mt', multiplier: 'NaN' }]],
    [[{ modelName: 'qwen-mt', multiplier: 1_000_000 }]],
    [[{ modelName: 'qwen-mt', price: 1 }]],
    [[{ modelName: 'qwen-mt' }, { modelName: 'qwen-mt' }]],
  ])('refuses the change %j', async (items) => {
    expect(await patch(items)).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('changes all or nothing', async () => {
    const before = await admin<Routes>('/model-routes')
    const answer = await patch([
      { modelName: 'qwen-mt', costPerUnit: 9 },
      { modelName: 'nobody', enabled: false },
    ])
    expect(answer).toMatchObject({ status: 404, code: 'model_route_not_found' })
    expect((await admin<Routes>('/model-routes')).data).toEqual(before.data)
  })
})

describe('admin, access', () => {
  it('wants the admin token, and a learner’s is none', async () => {
    const { token } = await newLearner()
    const wrong: Record<string, string>[] = [
      {},
      { 'x-admin-token': '' },
      { 'x-admin-token': 'x' },
      { authorization: `Bearer ${token}` },
    ]
    for (const headers of wrong) {
      for (const path of ['/admin/model-routes', '/admin/redeem-codes', '/admin/nowhere']) {
        const answer = await call(path, { headers, ...(path.endsWith('codes') && { json: {} }) })
        expect(answer).toMatchObject({ status: 403, code: 'admin_forbidden' })
      }
    }
  })
})
