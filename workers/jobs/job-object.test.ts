import { env } from 'cloudflare:workers'
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { call, newLearner } from '../test-support/client.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { finishRun } from '../services/runs/finish-run.ts'
import { storeItem } from '../services/runs/store-item.ts'
import { deliver, deliverMessage, getJob, handedOver, newJob, received, report, ring } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { wallet } from '../test-support/money.ts'

const stub = (jobId: string) => env.JOBS.getByName(jobId)

describe('a job’s object', () => {
  it('does nothing for a message that comes again', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    await handedOver(jobId)
    const result = await deliverMessage('listening-jobs', jobId)
    expect(result.explicitAcks).toHaveLength(1)
    expect((await received(jobId)).jobs).toHaveLength(1)
  })

  it('notices a silent runner, and another goes on after the last sentence', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const first = await handedOver(jobId)
    await report(first, { type: 'probed', durationMs: 60_000 })
    await deliver(first, someItem(0))
    await ring(jobId) // silent too long
    await ring(jobId) // backed off long enough
    const second = await handedOver(jobId, 2)
    expect(second).toMatchObject({ lease: 2, resume: { segmentIndex: 1, fromMs: 3500 } })
    expect(await report(first, { type: 'heartbeat' })).toMatchObject({ status: 409, code: 'lease_lost' })
    expect((await received(jobId)).aborted).toContain(1)
    await report(second, { type: 'probed', durationMs: 60_000 })
    await deliver(second, someItem(1))
    await report(second, { type: 'completed', itemCount: 1 })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'succeeded', readyItems: 2 })
    expect(await wallet(token)).toEqual({ balanceCredits: 94, heldCredits: 0, availableCredits: 94 })
  })

  it('gives up after the fourth lost runner, says why and returns the hold', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    for (let nth = 1; nth <= 4; nth++) {
      const job = await handedOver(jobId, nth)
      await report(job, { type: 'probed', durationMs: 60_000 })
      await ring(jobId)
      if (nth < 4) await ring(jobId)
    }
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'runner_lost' })
    expect(await wallet(token)).toEqual({ balanceCredits: 100, heldCredits: 0, availableCredits: 100 })
  })

  it('gives up too when runners are lost while their sentences cannot be written', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await env.DB.prepare(
      `CREATE TRIGGER full BEFORE INSERT ON exercise_items WHEN new.transcript_en = 'No room for this.'
       BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`,
    ).run()
    for (let nth = 1; nth <= 4; nth++) {
      const job = await handedOver(jobId, nth)
      await report(job, { type: 'probed', durationMs: 60_000 })
      expect(await deliver(job, someItem(0, 'No room for this.'))).toMatchObject({ status: 500 })
      await ring(jobId)
      if (nth < 4) await ring(jobId)
    }
    await env.DB.prepare('DROP TRIGGER full').run()
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'runner_lost' })
    expect(await wallet(token)).toEqual({ balanceCredits: 100, heldCredits: 0, availableCredits: 100 })
  })

  it('keeps a sentence that is delivered twice as it was', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await Promise.all([
      deliver(job, someItem(0)),
      deliver(job, someItem(0, 'Something else.')),
      deliver(job, someItem(0)),
    ])
    expect(await getJob(token, jobId)).toMatchObject({ readyItems: 1 })
    const { objects } = await env.MEDIA.list({ prefix: `clips/${jobId}` })
    expect(objects).toHaveLength(1)
  })

  it('does nothing when its alarm rings early or after the end', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await runDurableObjectAlarm(stub(jobId))
    expect(await report(job, { type: 'heartbeat' })).toMatchObject({ status: 200 })
    await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    expect(await runDurableObjectAlarm(stub(jobId))).toBe(false)
    expect(await getJob(token, jobId)).toMatchObject({ status: 'cancelled' })
  })

  it('keeps the clip of a sentence that is delivered again under a lease that is lost', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const first = await handedOver(jobId)
    await report(first, { type: 'probed', durationMs: 60_000 })
    await deliver(first, someItem(0))
    await ring(jobId)
    expect(await deliver(first, someItem(0))).toMatchObject({ status: 409, code: 'lease_lost' })
    const { results } = await env.DB.prepare('SELECT clip_key FROM exercise_items WHERE clip_key LIKE ?')
      .bind(`clips/${jobId}/%`)
      .all<{ clip_key: string }>()
    const { objects } = await env.MEDIA.list({ prefix: `clips/${jobId}/` })
    expect(objects.map(({ key }) => key)).toEqual(results.map((row) => row.clip_key))
  })

  it('stores nothing under a lease once the job was given to the next, however late it reaches the database', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await report(await handedOver(jobId), { type: 'probed', durationMs: 60_000 })
    await ring(jobId)
    await ring(jobId)
    await handedOver(jobId, 2)
    const clip = { key: `clips/${jobId}/late.mp3`, bytes: 1 }
    expect(await storeItem(createCtx(env), { jobId, lease: 1 }, someItem(0), clip)).toBeNull()
    expect(await storeItem(createCtx(env), { jobId, lease: 2 }, someItem(0), clip)).not.toBeNull()
  })

  it('is not ended by the end of an earlier run that is written again', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await handedOver(jobId)
    await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    // As if the answer to the write had been lost: the end is kept to be written once more.
    await runInDurableObject(stub(jobId), (_object, state) => {
      const memory = state.storage.kv.get<object>('memory')
      const ending = { type: 'finish', run: 1, status: 'cancelled', errorCode: null }
      state.storage.kv.put('memory', { ...memory, ending })
    })
    await call(`/jobs/${jobId}/retry`, { method: 'POST', token })
    await handedOver(jobId, 2)
    expect(await finishRun(createCtx(env), jobId, { run: 1, status: 'cancelled', errorCode: null })).toBe(false)
    expect(await getJob(token, jobId)).toMatchObject({ errorCode: null })
    expect(['queued', 'running']).toContain((await getJob(token, jobId)).status)
  })

  it('sets its alarm again when it is woken after it was lost', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await report(await handedOver(jobId), { type: 'heartbeat' })
    await runInDurableObject(stub(jobId), (_object, state) => state.storage.deleteAlarm())
    await env.JOBS.getByName(jobId).start(jobId)
    const alarm = await runInDurableObject(stub(jobId), (_object, state) => state.storage.getAlarm())
    expect(alarm).not.toBeNull()
  })

  it('leaves no clip behind that belongs to no sentence', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliver(job, someItem(0))
    // As a Worker leaves it that dies between a clip and its row.
    await env.MEDIA.put(`clips/${jobId}/1-lost.mp3`, 'mp3')
    await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    const { objects } = await env.MEDIA.list({ prefix: `clips/${jobId}/` })
    expect(objects.map(({ key }) => key.replace(/.*\//, ''))).toEqual([expect.stringMatching(/^0-/)])
  })
})
