import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { AuditView } from '../contract/admin-access.ts'
import type { DeadLetterView } from '../contract/admin.ts'
import type { Page } from '../contract/envelope.ts'
import { admin, call, newLearner } from '../test-support/client.ts'
import { deliver, deliverMessage, getJob, handedOver, newJob, report } from '../test-support/job.ts'
import { someItem } from '../test-support/some-item.ts'
import { wallet } from '../test-support/money.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { retryJob } from '../services/jobs/retry-job.ts'
import { noteFailure } from '../services/dead-letters/note-failure.ts'

const list = async () => (await admin<Page<DeadLetterView>>('/dead-letters')).data.items
const resend = (id: string) => admin<DeadLetterView>(`/dead-letters/${id}/resend`, { method: 'POST' })

/** A job with one sentence, that is tried again, and whose message the queue gives up before anybody had it. */
async function deadJob() {
  const { token, user } = await newLearner(100)
  const jobId = await newJob(token)
  const job = await handedOver(jobId)
  await report(job, { type: 'probed', durationMs: 60_000 })
  await deliver(job, someItem(0))
  await report(job, { type: 'failed', code: 'asr_failed', detail: '' })
  const lost = { send: () => Promise.reject(new Error('the queue lost it')) }
  await retryJob({ ...createCtx(env), jobQueue: lost }, user.id, jobId)
  await noteFailure(createCtx(env), jobId, new Error('its object does not answer'))
  await deliverMessage('listening-jobs-dead', jobId, { run: 2, lease: 2 })
  return { token, jobId, job }
}

describe('dead letters, happy', () => {
  it('fail their job, return its hold, and are listed with the reason', async () => {
    const { token, jobId, job } = await deadJob()
    expect(await getJob(token, jobId)).toMatchObject({ status: 'failed', errorCode: 'internal_error', readyItems: 1 })
    expect(await wallet(token)).toMatchObject({ heldCredits: 0, balanceCredits: 100 })
    expect(await report(job, { type: 'heartbeat' })).toMatchObject({ status: 409 })
    expect((await list())[0]).toMatchObject({
      jobId,
      jobStatus: 'failed',
      reason: expect.stringContaining('its object does not answer'),
      resentAt: null,
    })
  })

  it('are sent again, and the job goes on after its last sentence', async () => {
    const { token, jobId } = await deadJob()
    const [letter] = await list()
    const answer = await resend(letter?.id ?? '')
    expect(answer).toMatchObject({ status: 202, data: { jobId, jobStatus: 'queued', resentAt: expect.any(String) } })
    const entries = (await admin<Page<AuditView>>(`/audit?target=${letter?.id}`)).data.items
    expect(entries).toMatchObject([
      { action: 'dead_letter.resend', before: { jobId, jobStatus: 'failed' }, after: { jobId, jobStatus: 'queued' } },
    ])
    const again = await handedOver(jobId, 2)
    expect(again.resume.segmentIndex).toBe(1)
    await report(again, { type: 'probed', durationMs: 60_000 })
    await report(again, { type: 'completed', itemCount: 1 })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'succeeded' })
    await vi.waitFor(async () => expect((await list())[0]).toMatchObject({ jobStatus: 'succeeded' }))
  })
})

describe('dead letters, errors', () => {
  it('of jobs that a runner has change nothing: they are late copies', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    await report(job, { type: 'probed', durationMs: 60_000 })
    await deliverMessage('listening-jobs-dead', jobId)
    expect(await report(job, { type: 'heartbeat' })).toMatchObject({ status: 200 })
    expect(await getJob(token, jobId)).toMatchObject({ status: 'running', errorCode: null })
    expect((await list()).map((letter) => letter.jobId)).not.toContain(jobId)
  })

  it('of jobs that have ended already change nothing', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await handedOver(jobId)
    await call(`/jobs/${jobId}/cancel`, { method: 'POST', token })
    await deliverMessage('listening-jobs-dead', jobId)
    expect(await getJob(token, jobId)).toMatchObject({ status: 'cancelled', errorCode: null })
    expect((await list()).map((letter) => letter.jobId)).not.toContain(jobId)
  })

  it('are sent again once', async () => {
    await deadJob()
    const [letter] = await list()
    const answers = await Promise.all([resend(letter?.id ?? ''), resend(letter?.id ?? '')])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409])
    expect(await resend('nothing')).toMatchObject({ status: 404, code: 'dead_letter_not_found' })
  })

  it('note a failure without a death as nothing to see', async () => {
    const { token } = await newLearner(100)
    const jobId = await newJob(token)
    await noteFailure(createCtx(env), jobId, new Error('a hiccup'))
    expect((await list()).map((letter) => letter.jobId)).not.toContain(jobId)
  })
})

describe('dead letters, access', () => {
  it('are for admins only', async () => {
    const { token } = await newLearner()
    for (const path of ['/admin/dead-letters', '/admin/dead-letters/x/resend']) {
      const method = path.endsWith('resend') ? 'POST' : 'GET'
      expect(await call(path, { token, method })).toMatchObject({ status: 403, code: 'admin_forbidden' })
    }
  })
})
