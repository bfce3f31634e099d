import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SHORT_RECORDING } from '../../test-support/recordings.ts'
import { startWorkerStandIn, type Answers } from '../../test-support/worker-stand-in.ts'
import { startHeartbeats } from './heartbeats.ts'

const BLOCKED_MAIN = fileURLToPath(new URL('../../test-support/blocked-main.ts', import.meta.url))

async function open(answers: Answers = {}) {
  const worker = await startWorkerStandIn(SHORT_RECORDING, answers)
  onTestFinished(worker.close)
  const heartbeats = startHeartbeats()
  onTestFinished(() => heartbeats.close())
  const abort = new AbortController()
  return { worker, abort, beating: heartbeats.start(worker.job({ heartbeatMs: 20 }), abort) }
}

const aborted = async ({ signal }: AbortController): Promise<unknown> => {
  if (!signal.aborted) await once(signal, 'abort')
  return signal.reason
}

async function startBlocked(deadAfterMs: number) {
  const worker = await startWorkerStandIn(SHORT_RECORDING)
  onTestFinished(worker.close)
  const child = spawn(process.execPath, [BLOCKED_MAIN, `${worker.url}/cb`, String(deadAfterMs)])
  onTestFinished(() => void child.kill('SIGKILL'))
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  return { worker, exited }
}

describe('heartbeats', () => {
  it('are sent until they are stopped, and none after that', async () => {
    const { worker, beating } = await open()
    await worker.reported('heartbeat')
    await beating.stop()
    const sent = worker.reports.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(worker.reports).toHaveLength(sent)
  })

  it('end the job when its lease is lost, or it is not wanted', async () => {
    const lost = await open({ status: () => 409 })
    expect(await aborted(lost.abort)).toMatchObject({ reason: 'lease_lost' })
    const unwanted = await open({ proceed: () => false })
    expect(await aborted(unwanted.abort)).toMatchObject({ reason: 'not_wanted' })
  })

  it('go on through trouble at the other end', async () => {
    const statuses = [500, 503, 429]
    const { worker, abort } = await open({ status: () => statuses.shift() })
    await worker.reported('heartbeat')
    expect(abort.signal.aborted).toBe(false)
  })

  it('are sent while the main thread is busy', async () => {
    const { worker } = await startBlocked(60_000)
    const before = worker.reports.length
    while (worker.reports.length < before + 5) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(worker.reports.at(-1)).toEqual({ type: 'heartbeat' })
  })

  it('do not hide a main thread that is dead: its process ends', async () => {
    const { exited } = await startBlocked(1_000)
    expect(await exited).toEqual([null, 'SIGKILL'])
  })
})
