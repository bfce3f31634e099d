import { beforeEach, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { standInLine } from '../line/stand-in-line.ts'
import { beginRun } from '../runs/begin-run.ts'
import { finishRun } from '../runs/finish-run.ts'
import { buryJob } from './bury-job.ts'

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson', false)
})

/** The message that the queue gave up, as it was sent when the job was made. */
const SENT = { jobId: 'lesson', run: 1, lease: 0 }

/** Buries the job; `meanwhile` happens after it was looked at. */
async function bury(meanwhile: () => Promise<unknown>): Promise<void> {
  let calls = 0
  const ctx = world.ctxFor(async (call) => {
    calls += 1
    if (calls === 2) await meanwhile()
    return call()
  })
  await buryJob(ctx, SENT)
}
const letters = () => world.rows('SELECT job_id, died_at FROM dead_letters')
const status = () => world.rows('SELECT status, error_code FROM jobs')

it('a dead message fails the job it was for, and is a dead letter', async () => {
  await bury(() => Promise.resolve())
  expect([letters(), status()]).toEqual([
    [{ job_id: 'lesson', died_at: world.clock.now }],
    [{ status: 'failed', error_code: 'internal_error' }],
  ])
})

it('a job that ended while its dead message was read is no dead letter', async () => {
  await bury(() => finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null }))
  expect([letters(), status()]).toEqual([[], [{ status: 'succeeded', error_code: null }]])
})

it('nor does the dead message of an earlier run end the next one', async () => {
  await bury(async () => {
    await finishRun(world.ctx, 'lesson', { status: 'cancelled', errorCode: null })
    await retryJob(world.ctx, 'ann', 'lesson')
  })
  expect([letters(), status()]).toEqual([[], [{ status: 'queued', error_code: null }]])
})

it('nor one that came late, to a run that waits as the first did', async () => {
  await finishRun(world.ctx, 'lesson', { status: 'cancelled', errorCode: null })
  await retryJob(world.ctx, 'ann', 'lesson')
  await bury(() => Promise.resolve())
  expect([letters(), status()]).toEqual([[], [{ status: 'queued', error_code: null }]])
})

it('the message of a job that a runner has is a late copy', async () => {
  await world.begin('lesson')
  await bury(() => Promise.resolve())
  expect([letters(), status()]).toEqual([[], [{ status: 'running', error_code: null }]])
})

it('that of a job that is being handed over, or stands in line, too', async () => {
  const lease = { jobId: 'lesson', lease: 1 }
  await bury(() => beginRun(world.ctx, lease, 1))
  expect([letters(), status()]).toEqual([[], [{ status: 'queued', error_code: null }]])
  await standInLine(world.ctx, lease)
  await buryJob(world.ctx, { jobId: 'lesson' })
  expect([letters(), status()]).toEqual([[], [{ status: 'queued', error_code: null }]])
})

it('a message of before it said of which run it is fails what waits, and nothing else', async () => {
  await buryJob(world.ctx, { jobId: 'lesson' })
  expect([letters().length, status()]).toEqual([1, [{ status: 'failed', error_code: 'internal_error' }]])
})

it('a job that its object does not answer for is failed all the same', async () => {
  const { jobs, ...rest } = world.ctx
  const fail = () => Promise.reject(new Error('no answer'))
  await buryJob({ ...rest, jobs: { ...jobs, fail } }, SENT)
  expect([letters().length, status()]).toEqual([1, [{ status: 'failed', error_code: 'internal_error' }]])
})
