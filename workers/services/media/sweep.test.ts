import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { createCtx } from '../../platform/create-ctx.ts'
import { call, newLearner, send } from '../../test-support/client.ts'
import { finishedJob, handedOver, newJob } from '../../test-support/job.ts'
import { sweep } from './sweep.ts'

const HOUR = 3_600_000
const sweepIn = (hours: number) => sweep({ ...createCtx(env), now: () => Date.now() + hours * HOUR })

describe('the sweep', () => {
  it('deletes the source after 24 hours and the clips after 72, and keeps what was learned', async () => {
    const { token } = await newLearner(100)
    const { jobId, exerciseSetId } = await finishedJob(token, ['One sentence.'])
    const count = async (prefix: string) => (await env.MEDIA.list({ prefix: `${prefix}/${jobId}` })).objects.length
    await sweepIn(23.9)
    expect([await count('source'), await count('clips')]).toEqual([1, 1])
    await sweepIn(24.1)
    expect([await count('source'), await count('clips')]).toEqual([0, 1])
    await sweepIn(72.1)
    expect([await count('source'), await count('clips')]).toEqual([0, 0])
    expect(await call(`/exercises/${exerciseSetId}`, { token })).toMatchObject({
      data: { items: [{ segmentIndex: 0 }] },
    })
  })

  it('gives up uploads that were never finished', async () => {
    const { token } = await newLearner(10)
    const { data } = await call<{ uploadId: string }>('/uploads', { token, json: { fileName: 'a.mp4', sizeBytes: 10 } })
    await sweepIn(25)
    expect(await call(`/uploads/${data.uploadId}`, { token })).toMatchObject({ status: 404 })
  })

  it('wakes a job whose queue message was lost', async () => {
    const { token } = await newLearner(10)
    const jobId = await newJob(token)
    await handedOver(jobId)
    // As if the message had never come: the object knows nothing and the row still waits.
    await env.JOBS.getByName(jobId).forget()
    await env.DB.prepare("UPDATE jobs SET status = 'queued', updated_at = 1 WHERE id = ?").bind(jobId).run()
    await sweepIn(0)
    expect(await handedOver(jobId, 2)).toMatchObject({ jobId })
  })

  it('refuses the source to the runner from the second its time is up', async () => {
    const { token } = await newLearner(10)
    const job = await handedOver(await newJob(token))
    const source = () => send(new URL(job.callbackUrl).pathname + '/source', { token: job.token })
    expect((await source()).status).toBe(200)
    await env.DB.prepare('UPDATE jobs SET source_expires_at = ? WHERE id = ?').bind(Date.now(), job.jobId).run()
    expect((await source()).status).toBe(410)
  })
})
