import { env } from 'cloudflare:workers'
import {
  createExecutionContext,
  createMessageBatch,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
} from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import worker from '../index.ts'
import { call, newLearner } from '../test-support/client.ts'
import { deliver, getJob, handedOver, newJob, received, report, someItem } from '../test-support/job.ts'
import { wallet } from '../test-support/money.ts'
import type { JobMessage } from '../services/context.ts'

const stub = (jobId: string) => env.JOBS.getByName(jobId)

/** Sets the object's own deadline into the past and lets its alarm ring. */
async function ring(jobId: string): Promise<void> {
  await runInDurableObject(stub(jobId), (_object, state) => {
    const memory = state.storage.kv.get<{ state: { dueAt: number | null } }>('memory')
    if (memory?.state.dueAt) state.storage.kv.put('memory', { ...memory, state: { ...memory.state, dueAt: 1 } })
  })
  await runDurableObjectAlarm(stub(jobId))
}

async function deliverMessages(queue: string, jobId: string) {
  const body: JobMessage = { jobId, origin: 'http://worker.test' }
  const batch = createMessageBatch<JobMessage>(queue, [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body },
  ])
  const ctx = createExecutionContext()
  await worker.queue(batch, env)
  return getQueueResult(batch, ctx)
}

describe('a job’s object', () => {
  it('does nothing for a message that comes again', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    await handedOver(jobId)
    const result = await deliverMessages('listening-jobs', jobId)
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

  it('is failed with a reason when its message is a dead letter', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliverMessages('listening-jobs-dead', jobId)
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'internal_error' })
    expect(await wallet(token)).toMatchObject({ heldCredits: 0, balanceCredits: 100 })
  })
})
