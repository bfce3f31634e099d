import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { RunnerJob } from '../contract/runner.ts'
import { received } from '../test-support/job.ts'
import { containerRunner } from './container-runner.ts'
import type { RunnerObject } from './runner-object.ts'

const job = (fileName: string): RunnerJob => ({
  jobId: crypto.randomUUID(),
  lease: 1,
  token: 'token',
  callbackUrl: 'http://worker.test/runner/v1/jobs/x',
  source: { kind: 'stored', sizeBytes: 1, fileName },
  asr: { provider: 'embedded', model: 'moonshine-base' },
  limits: { maxDurationMs: 1, maxSourceBytes: 1 },
  resume: { segmentIndex: 0, fromMs: 0 },
  heartbeatMs: 10_000,
})

/** Containers that are really the stand-in server, but for those `isDown` says nobody answers for. */
function pool(isDown: (name: string) => boolean) {
  const asked: string[] = []
  const getByName = (name: string) => ({
    fetch: (request: Request) => {
      asked.push(name)
      const { pathname, search } = new URL(request.url)
      return isDown(name)
        ? Promise.reject(new Error('the container crashed'))
        : fetch(new Request(env.RUNNER_URL + pathname + search, request))
    },
  })
  // The namespace's one method that is used.
  const namespace = { getByName } as unknown as DurableObjectNamespace<RunnerObject>
  return { asked, runner: containerRunner(namespace, 3, env.RUNNER_SECRET) }
}

describe('a pool of containers', () => {
  it('hands a job to one of them', async () => {
    const { runner, asked } = pool(() => false)
    const work = job('a.mp4')
    expect(await runner.start(work)).toBe('accepted')
    expect(asked).toHaveLength(1)
    expect((await received(work.jobId)).jobs).toEqual([work])
  })

  it('goes on to the next when one is down or busy', async () => {
    let first = ''
    const { runner, asked } = pool((name) => name === (first ||= name))
    // The second answers 503 to this name once, the third takes it.
    expect(await runner.start(job('busy-a.mp4'))).toBe('accepted')
    expect(new Set(asked).size).toBe(3)
  })

  it('says when none could be reached', async () => {
    const { runner, asked } = pool(() => true)
    expect(await runner.start(job('a.mp4'))).toBe('unreachable')
    expect(asked).toHaveLength(3)
    await expect(runner.abort(crypto.randomUUID(), 1)).resolves.toBeUndefined()
  })

  it('tells all of them to drop a job, because it does not remember who has it', async () => {
    const { runner } = pool(() => false)
    const { jobId } = job('a.mp4')
    await runner.abort(jobId, 7)
    expect((await received(jobId)).aborted).toEqual([7, 7, 7])
  })
})

describe('a container’s object', () => {
  it('says so where there are no containers, and its alarm does no harm', async () => {
    const stub = env.RUNNERS.getByName('runner-0')
    expect((await stub.fetch('http://runner/healthz')).status).toBe(501)
  })
})
