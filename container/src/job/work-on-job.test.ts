import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { SHORT_RECORDING } from '../../test-support/recordings.ts'
import { startWorkerStandIn } from '../../test-support/worker-stand-in.ts'
import { openSource } from '../pipeline/open-source.ts'
import { createCallbacks } from './callbacks.ts'
import { failureOf } from './work-on-job.ts'

it('a full disk has a code of its own', async () => {
  const worker = await startWorkerStandIn(SHORT_RECORDING)
  onTestFinished(worker.close)
  const folder = await mkdtemp(join(tmpdir(), 'listening-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  // The one file of the folder lies on a device that is always full.
  await symlink('/dev/full', join(folder, 'input'))
  const abort = new AbortController()
  const job = worker.job()
  const context = { folder, callbacks: createCallbacks(job, abort), signal: abort.signal, allowHosts: [] }
  const source = await openSource(job, context, () => {})
  const error = await source.fetchWhole().catch((reason: unknown) => reason)
  expect(failureOf(error)).toMatchObject({ code: 'runner_out_of_space' })
})
