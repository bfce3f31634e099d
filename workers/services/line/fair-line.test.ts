import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { call, newLearner } from '../../test-support/client.ts'
import { getJob, handedOver, newJob, received, report, setRoom } from '../../test-support/job.ts'

const place = async (token: string, jobId: string) => (await getJob(token, jobId)).queuePosition
const isHandedOver = async (jobId: string) => (await received(jobId)).jobs.length > 0

/** A job that was refused a runner and waits. */
async function waitingJob(token: string): Promise<string> {
  const jobId = await newJob(token, 'room-line-a.wav')
  await vi.waitFor(async () => expect(await place(token, jobId)).not.toBeNull())
  return jobId
}

describe('jobs that wait for a runner', () => {
  it('take turns by person, show their place, and are called when a runner is free', async () => {
    const [many, one] = [await newLearner(1000), await newLearner(1000)]
    const first = await waitingJob(many.token)
    const rest = [await waitingJob(many.token), await waitingJob(many.token), await waitingJob(many.token)]
    expect(await Promise.all(rest.map((jobId) => place(many.token, jobId)))).toEqual([2, 3, 4])
    const own = await waitingJob(one.token)
    expect(await place(many.token, first)).toBe(1)
    expect(await place(one.token, own)).toBe(2)
    expect(await Promise.all(rest.map((jobId) => place(many.token, jobId)))).toEqual([3, 4, 5])
    const { data } = await call<{ items: object[] }>('/jobs', { token: one.token })
    expect(data.items).toMatchObject([{ jobId: own, status: 'queued', stage: 'queued', queuePosition: 2 }])

    // One place: the first has it, and as long as it runs it counts for its owner.
    await setRoom('line', 1)
    await env.JOBS.getByName(first).offer()
    const running = await handedOver(first)
    await report(running, { type: 'probed', durationMs: 1000 })
    expect(await getJob(many.token, first)).toMatchObject({ status: 'running', queuePosition: null })
    expect(await place(one.token, own)).toBe(1)

    // The next of those who waited longest, now that nobody has anything running.
    const [second = '', ...others] = rest
    await setRoom('line', 1)
    await report(running, { type: 'completed', itemCount: 1 })
    await handedOver(second)
    expect(await Promise.all([own, ...others].map(isHandedOver))).toEqual([false, false, false])
    await report(await handedOver(second), { type: 'heartbeat' })
    expect(await place(one.token, own)).toBe(1)

    // Two more places: whoever takes one calls the next.
    await setRoom('line', 2)
    await call(`/jobs/${second}/cancel`, { method: 'POST', token: many.token })
    await vi.waitFor(async () =>
      expect(await Promise.all([own, ...others].map(isHandedOver))).toEqual([true, true, false]),
    )
  })
})
