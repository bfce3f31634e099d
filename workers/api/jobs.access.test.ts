import { describe, expect, it } from 'vitest'
import { call, newLearner, send } from '../test-support/client.ts'
import { handedOver, newJob, report } from '../test-support/job.ts'

describe('a job, access', () => {
  it('is there for its owner only', async () => {
    const owner = await newLearner(10)
    const other = await newLearner(10)
    const jobId = await newJob(owner.token)
    for (const id of [jobId, 'unknown', crypto.randomUUID()]) {
      for (const [path, method] of [
        ['', 'GET'],
        ['/retry', 'POST'],
        ['/cancel', 'POST'],
      ] as const) {
        expect(await call(`/jobs/${id}${path}`, { method, token: other.token })).toMatchObject({
          status: 404,
          code: 'job_not_found',
        })
      }
      const events = await send(`/api/v2/jobs/${id}/events`, { token: other.token, headers: { upgrade: 'websocket' } })
      expect(events.status).toBe(404)
    }
    expect(await call(`/jobs/${jobId}`)).toMatchObject({ status: 401, code: 'missing_token' })
  })

  it('hears only the runner that holds the lease', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    const job = await handedOver(jobId)
    const another = await handedOver(await newJob(token))
    const heartbeat = { type: 'heartbeat' } as const
    expect(await report({ ...job, token: 'nonsense' }, heartbeat)).toMatchObject({
      status: 401,
      code: 'runner_unauthorized',
    })
    expect(await report({ ...job, token: another.token }, heartbeat)).toMatchObject({ status: 401 })
    expect(await report({ ...job, token }, heartbeat)).toMatchObject({ status: 401 })
    expect(await report(job, heartbeat)).toMatchObject({ status: 200, data: { proceed: true } })
    expect(await report(job, { type: 'interrupted' })).toMatchObject({ status: 200 })
    const next = await handedOver(jobId, 2)
    expect(await report(job, heartbeat)).toMatchObject({ status: 409, code: 'lease_lost' })
    expect(await report(next, heartbeat)).toMatchObject({ status: 200 })
  })
})
