import { expect, it } from 'vitest'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import { createJobDesk } from './job-desk.ts'
import { JobStopped } from './job-failure.ts'

const job = (jobId: string, lease = 1): RunnerJob => ({
  jobId,
  lease,
  token: 't',
  callbackUrl: 'http://127.0.0.1:1/cb',
  source: { kind: 'url', url: 'https://example.com/a.mp3' },
  asr: { provider: 'embedded', model: 'moonshine-base' },
  limits: { maxDurationMs: 1, maxSourceBytes: 1 },
  resume: { segmentIndex: 0, fromMs: 0 },
  heartbeatMs: 1000,
})

/** A desk whose jobs go on until they are aborted, and what they were aborted for. */
function endlessDesk(maxJobs: number) {
  const reasons: string[] = []
  const desk = createJobDesk(maxJobs, ({ jobId, lease }, { abort }) => {
    return new Promise<void>((resolve) => {
      abort.signal.addEventListener('abort', () => {
        const { reason } = abort.signal
        reasons.push(`${jobId}/${lease} ${reason instanceof JobStopped ? reason.reason : 'no reason'}`)
        resolve()
      })
    })
  })
  return { desk, reasons }
}

it('takes so many jobs and no more', () => {
  const { desk } = endlessDesk(2)
  expect([desk.accept(job('a')), desk.accept(job('b')), desk.accept(job('c'))]).toEqual([
    'accepted',
    'accepted',
    'busy',
  ])
})

it('works on a job once under a lease', () => {
  const { desk, reasons } = endlessDesk(2)
  expect([desk.accept(job('a', 2)), desk.accept(job('a', 2)), desk.accept(job('a', 1))]).toEqual([
    'accepted',
    'already_running',
    'already_running',
  ])
  expect(reasons).toEqual([])
})

it('replaces a lower lease, also when it is full', () => {
  const { desk, reasons } = endlessDesk(1)
  desk.accept(job('a', 1))
  expect(desk.accept(job('a', 2))).toBe('accepted')
  expect(reasons).toEqual(['a/1 replaced'])
  expect(desk.running()).toBe(1)
})

it('has stopped the work of a job by the time it says that it was cancelled', () => {
  const { desk, reasons } = endlessDesk(1)
  desk.accept(job('a', 2))
  expect([desk.cancel('a', 1), desk.cancel('b', 1), reasons.length]).toEqual([false, false, 0])
  expect([desk.cancel('a', 2), reasons, desk.running()]).toEqual([true, ['a/2 cancelled'], 0])
})

it('has room again when a job ends', async () => {
  let end: () => void = () => {}
  const desk = createJobDesk(1, () => new Promise<void>((resolve) => (end = resolve)))
  desk.accept(job('a'))
  end()
  await new Promise((resolve) => setImmediate(resolve))
  expect(desk.accept(job('b'))).toBe('accepted')
})

it('has room when the work has left, and still waits for its last word when it stops', async () => {
  let end: () => void = () => {}
  const desk = createJobDesk(1, (_job, { leave }) => {
    leave()
    return new Promise<void>((resolve) => (end = resolve))
  })
  desk.accept(job('a'))
  await Promise.resolve()
  expect(desk.running()).toBe(0)
  let stopped = false
  const stop = desk.stop().then(() => (stopped = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(stopped).toBe(false)
  end()
  await stop
})

it('cancels up to the lease it is told, and has room at once', () => {
  const { desk, reasons } = endlessDesk(1)
  desk.accept(job('a', 3))
  expect(desk.cancel('a', 2)).toBe(false)
  expect(desk.cancel('b', 3)).toBe(false)
  expect(desk.cancel('a', 3)).toBe(true)
  expect(reasons).toEqual(['a/3 cancelled'])
  expect(desk.accept(job('b'))).toBe('accepted')
})

it('stops everything and takes nothing more', async () => {
  const { desk, reasons } = endlessDesk(2)
  desk.accept(job('a'))
  desk.accept(job('b'))
  await desk.stop()
  expect(reasons).toEqual(['a/1 stopping', 'b/1 stopping'])
  expect(desk.accept(job('c'))).toBe('stopping')
})
