import { expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { finishRun } from '../runs/finish-run.ts'
import { createJob } from './create-job.ts'
import { retryJob } from './retry-job.ts'

it('a set is restored by one job at a time, whatever comes at once: the second wish gets the first one’s job', async () => {
  const world = new LedgerWorld()
  await world.learner('ann')
  const source = { kind: 'url', url: 'https://example.com/lesson.mp3' } as const
  const routes = { asr: { modelName: 'moonshine-base' }, mt: null }
  const wish = { source, title: undefined, routes, cues: null, restoresSetId: 'a set' }
  const create = (jobId: string) => createJob(world.ctx, 'ann', { ...wish, jobId })
  const open = () => world.rows("SELECT id FROM jobs WHERE status IN ('queued', 'running')").map(({ id }) => id)

  const answers = await Promise.all(['one', 'two', 'three'].map(create))
  expect(answers.map(({ jobId }) => jobId)).toEqual(['one', 'one', 'one'])
  expect(open()).toEqual(['one'])
  await finishRun(world.ctx, 'one', { status: 'failed', errorCode: 'runner_lost' })
  expect(await create('four')).toMatchObject({ jobId: 'four' })
  await expect(retryJob(world.ctx, 'ann', 'one')).rejects.toMatchObject({ code: 'job_not_retryable' })
  expect(open()).toEqual(['four'])
})
