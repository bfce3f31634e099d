import { describe, expect, it } from 'vitest'
import type { ItemView } from '../contract/exercises.ts'
import type { RunnerJob, RunnerTranslations } from '../contract/runner.ts'
import { type Answer, call, newLearner, send } from '../test-support/client.ts'
import { deliver, getJob, handedOver, jobForm, postForm, report, someMedia } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { ledger } from '../test-support/money.ts'
import { listedRoutes, MODEL_SERVER, newRoute, patchRoutes } from '../test-support/routes.ts'

const path = (job: RunnerJob, end: string) => new URL(job.callbackUrl).pathname + end

async function translate(job: RunnerJob, items: RunnerTranslations['items']): Promise<Answer<{ stored: number }>> {
  const response = await send(path(job, '/translations'), { token: job.token, json: { items } })
  return { ...(await response.json<Answer<{ stored: number }>>()), status: response.status }
}

const untranslated = async (job: RunnerJob) => {
  const response = await send(path(job, '/untranslated'), { token: job.token })
  const { data } = await response.json<{ data: { items: { segmentIndex: number }[] } }>()
  return data.items.map(({ segmentIndex }) => segmentIndex)
}

async function newJob(token: string, models: { asr_model?: string; mt_model?: string }): Promise<RunnerJob> {
  const { data } = await postForm(token, jobForm({ video_file: new Blob([someMedia()]), ...models }))
  return handedOver(data.jobId)
}

const translation = (segmentIndex: number, model: string, engine = 'openai-compatible/a-model/zh') => ({
  segmentIndex,
  translationZh: `第 ${segmentIndex} 句`,
  model,
  engine,
})

async function itemsOf(token: string, jobId: string): Promise<ItemView[]> {
  const { exerciseSetId } = await getJob(token, jobId)
  return (await call<{ items: ItemView[] }>(`/exercises/${exerciseSetId}`, { token })).data.items
}

/** What the latest run cost. */
const settled = async (token: string) => -((await ledger(token)).find(([type]) => type === 'settle')?.[1] ?? 0)

let texts = 0
const unheard = () => `Nobody has said sentence ${(texts += 1)} ${crypto.randomUUID()} before.`

describe('a job with translation', () => {
  it('hands the runner its routes and their fallbacks, without a price or a key', async () => {
    const { token } = await newLearner(100)
    const second = await newRoute({ providerModel: 'second', maxPerMinute: 30 })
    const off = await newRoute({ enabled: false })
    const first = await newRoute({ fallbacks: [off, second, 'qwen-mt'] })
    const job = await newJob(token, { mt_model: first })
    expect(job.mtRoutes?.map(({ modelName }) => modelName)).toEqual([first, second])
    expect(job.mtRoutes?.[1]).toEqual({
      modelName: second,
      provider: 'openai-compatible',
      model: 'second',
      language: 'zh',
      baseUrl: MODEL_SERVER,
      timeoutMs: 60_000,
      maxConcurrent: 4,
      maxPerMinute: 30,
      updatedAt: expect.any(Number),
    })
    expect(job.asrRoutes).toMatchObject([{ modelName: 'moonshine-base', provider: 'embedded' }])
    expect(JSON.stringify(job)).not.toContain('a-key-for-tests')
  })

  it('shows translations when they come, and charges each that was made, not those of the source', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute()
    const job = await newJob(token, { mt_model: model })
    await report(job, { type: 'probed', durationMs: 60_000 })
    expect((await getJob(token, job.jobId)).quote).toMatchObject({ mt: { model, estimatedSentences: 20 }, credits: 46 })
    for (const index of [0, 1, 2]) await deliver(job, someItem(index, unheard()))
    await deliver(job, { ...someItem(3, unheard()), translationZh: '字幕里就有' })
    expect(await untranslated(job)).toEqual([0, 1, 2])

    expect(await translate(job, [translation(0, model), translation(2, model)])).toMatchObject({ data: { stored: 2 } })
    // A report that is repeated, or comes too late, changes nothing.
    expect(await translate(job, [{ ...translation(0, model), translationZh: '别的' }])).toMatchObject({
      data: { stored: 0 },
    })
    expect(await untranslated(job)).toEqual([1])
    expect((await itemsOf(token, job.jobId)).map(({ translationZh }) => translationZh)).toEqual([
      '第 0 句',
      '',
      '第 2 句',
      '字幕里就有',
    ])
    await report(job, { type: 'completed', itemCount: 4 })
    // 60 s × 0.1 and two sentences × 2.
    expect(await settled(token)).toBe(10)
  })

  it('takes a sentence that was translated by the same model before, and asks nobody', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute({ providerModel: 'kept' })
    const text = unheard()
    const first = await newJob(token, { mt_model: model })
    await report(first, { type: 'probed', durationMs: 10_000 })
    expect(await deliver(first, someItem(0, text))).toMatchObject({ data: { translated: false } })
    await translate(first, [translation(0, model, 'openai-compatible/kept/zh')])
    await report(first, { type: 'completed', itemCount: 1 })

    const other = await newLearner(100)
    const second = await newJob(other.token, { mt_model: model })
    await report(second, { type: 'probed', durationMs: 10_000 })
    expect(await deliver(second, someItem(0, text))).toMatchObject({ data: { translated: true } })
    expect(await itemsOf(other.token, second.jobId)).toMatchObject([{ translationZh: '第 0 句' }])
    await report(second, { type: 'completed', itemCount: 1 })
    expect(await settled(other.token)).toBe(3)

    // In another language it has not been said.
    await patchRoutes([{ modelName: model, language: 'ja' }])
    const japanese = await newJob(other.token, { mt_model: model })
    await report(japanese, { type: 'probed', durationMs: 10_000 })
    expect(await deliver(japanese, someItem(0, text))).toMatchObject({ data: { translated: false } })
    await report(japanese, { type: 'completed', itemCount: 1 })
    await patchRoutes([{ modelName: model, language: 'zh' }])

    // Another model has not seen it.
    await patchRoutes([{ modelName: model, providerModel: 'newer' }])
    const third = await newJob(other.token, { mt_model: model })
    await report(third, { type: 'probed', durationMs: 10_000 })
    expect(await deliver(third, someItem(0, text))).toMatchObject({ data: { translated: false } })
  })

  it('charges a sentence once, also when the job is cancelled and tried again', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute()
    const job = await newJob(token, { mt_model: model })
    await report(job, { type: 'probed', durationMs: 20_000 })
    await deliver(job, someItem(0, unheard()))
    await translate(job, [translation(0, model)])
    await call(`/jobs/${job.jobId}/cancel`, { token, method: 'POST' })
    // 3.5 s × 0.1 and one sentence × 2.
    expect(await settled(token)).toBe(3)

    await call(`/jobs/${job.jobId}/retry`, { token, method: 'POST' })
    const again = await handedOver(job.jobId, 2)
    await report(again, { type: 'probed', durationMs: 20_000 })
    await deliver(again, someItem(1, unheard()))
    await translate(again, [translation(1, model)])
    await report(again, { type: 'completed', itemCount: 2 })
    // The other 16.5 s × 0.1 and one more sentence.
    expect(await settled(token)).toBe(4)
  })

  it('refuses what comes under another token, and wrong bodies', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute()
    const job = await newJob(token, { mt_model: model })
    const other = await newJob(token, { mt_model: model })
    expect(await translate({ ...job, token: other.token }, [translation(0, model)])).toMatchObject({ status: 401 })
    expect(await translate(job, [])).toMatchObject({ status: 400 })
    expect(await translate(job, [{ ...translation(0, model), translationZh: ' ' }])).toMatchObject({ status: 400 })
    expect(await translate(job, [translation(7, model)])).toMatchObject({ status: 200, data: { stored: 0 } })
    await report(job, { type: 'failed', code: 'asr_failed', detail: '' })
    expect(await translate(job, [translation(0, model)])).toMatchObject({ status: 409, code: 'lease_lost' })
  })
})

describe('what a fallback did', () => {
  const asr = { task: 'asr', unit: 'second' }

  it('costs its own price where that is lower', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute({ ...asr, costPerUnit: 0.5, fallbacks: ['moonshine-base'] })
    const job = await newJob(token, { asr_model: model })
    await report(job, { type: 'probed', durationMs: 60_000 })
    expect((await getJob(token, job.jobId)).quote).toMatchObject({
      credits: 30,
      asr: { model, costPerUnit: 0.5, fallbacks: [{ model: 'moonshine-base', costPerUnit: 0.1, multiplier: 1 }] },
    })
    await deliver(job, { ...someItem(0, unheard()), endMs: 20_000, asrModel: model })
    await deliver(job, { ...someItem(1, unheard()), endMs: 40_000, asrModel: 'moonshine-base' })
    await report(job, { type: 'completed', itemCount: 2 })
    // 20 s × 0.5 and 40 s × 0.1.
    expect(await settled(token)).toBe(14)
  })

  it('and prices are those of the quote, whatever an admin changes meanwhile', async () => {
    const { token } = await newLearner(100)
    const dear = await newRoute({ ...asr, costPerUnit: 0.9 })
    const model = await newRoute({ ...asr, costPerUnit: 0.5, fallbacks: [dear] })
    const job = await newJob(token, { asr_model: model })
    await report(job, { type: 'probed', durationMs: 60_000 })
    await patchRoutes([
      { modelName: model, costPerUnit: 9, enabled: false },
      { modelName: dear, costPerUnit: 0 },
    ])
    await deliver(job, { ...someItem(0, unheard()), endMs: 60_000, asrModel: dear })
    await report(job, { type: 'completed', itemCount: 1 })
    expect(await settled(token)).toBe(30)
    // The next job is quoted anew.
    expect(await postForm(token, jobForm({ video_file: new Blob([someMedia()]), asr_model: model }))).toMatchObject({
      status: 403,
      code: 'asr_model_disabled',
    })
  })
})

describe('the health of routes', () => {
  it('adds up, and the last word wins', async () => {
    const { token } = await newLearner(100)
    const model = await newRoute()
    const job = await newJob(token, { mt_model: model })
    const tell = (health: object) =>
      send(path(job, '/health'), {
        token: job.token,
        json: { routes: [{ modelName: model, openUntil: null, lastError: null, ...health }] },
      })
    const seen = async () => (await listedRoutes()).find(({ modelName }) => modelName === model)?.health

    await tell({ calls: 4, failures: 0, lastOk: true, latencyMs: 800 })
    expect(await seen()).toMatchObject({ state: 'healthy', calls: 4, failures: 0, meanLatencyMs: 200, lastError: null })
    const at = Date.now()
    const lastError = { at, reason: '503 overloaded' }
    await tell({ calls: 3, failures: 2, lastOk: false, latencyMs: 200, openUntil: at + 60_000, lastError })
    expect(await seen()).toEqual({
      state: 'open',
      calls: 7,
      failures: 2,
      meanLatencyMs: 200,
      openUntil: new Date(at + 60_000).toISOString(),
      lastError: { at: new Date(at).toISOString(), reason: '503 overloaded' },
    })
    await tell({ calls: 1, failures: 1, lastOk: false, latencyMs: 0 })
    expect(await seen()).toMatchObject({ state: 'failing', lastError: { reason: '503 overloaded' } })
    await tell({ calls: 1, failures: 0, lastOk: true, latencyMs: 0 })
    expect(await seen()).toMatchObject({ state: 'healthy' })
    expect((await send(path(job, '/health'), { token: 'no', json: { routes: [] } })).status).toBe(401)
    expect((await tell({ modelName: 'gone', calls: 1, failures: 0, lastOk: true, latencyMs: 0 })).status).toBe(200)
  })
})
