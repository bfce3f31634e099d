import { env } from 'cloudflare:workers'
import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { createCtx } from '../../platform/create-ctx.ts'
import { newLearner } from '../../test-support/client.ts'
import { handedOver, newJob, received, report } from '../../test-support/job.ts'
import { rearmRuns } from './rearm-runs.ts'

const inAMinute = { ...createCtx(env), now: () => Date.now() + 60_000 }

describe('the sweep of jobs', () => {
  it('starts a job whose queue message was lost', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    await handedOver(jobId)
    // As if the message had never come: the object knows nothing and the row still waits.
    await env.JOBS.getByName(jobId).forget()
    await env.DB.prepare("UPDATE jobs SET status = 'queued' WHERE id = ?").bind(jobId).run()
    await rearmRuns(inAMinute)
    expect(await handedOver(jobId, 2)).toMatchObject({ jobId, lease: 2 })
  })

  it('sets the alarm of a job again whose object has lost it', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    await report(await handedOver(jobId), { type: 'heartbeat' })
    const stub = env.JOBS.getByName(jobId)
    await runInDurableObject(stub, (_object, state) => state.storage.deleteAlarm())
    await rearmRuns(inAMinute)
    expect(await runInDurableObject(stub, (_object, state) => state.storage.getAlarm())).not.toBeNull()
    expect((await received(jobId)).jobs).toHaveLength(1)
  })
})
