import { beforeEach, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { finishRun } from '../runs/finish-run.ts'
import { buryJob } from './bury-job.ts'

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson')
})

/** Buries the job; `meanwhile` happens after it was looked at. */
async function bury(meanwhile: () => Promise<unknown>): Promise<void> {
  let calls = 0
  const ctx = world.ctxFor(async (call) => {
    calls += 1
    if (calls === 2) await meanwhile()
    return call()
  })
  await buryJob(ctx, 'lesson')
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
