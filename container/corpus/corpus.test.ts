/**
 * Every file of the corpus as a job of one and the same runner process: each ends with its sentences or its own code, in
 * time and within its memory, leaves nothing behind, and the runner serves the next.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RunnerReport } from '../../workers/contract/runner.ts'
import { modelDir } from '../test-support/models.ts'
import { startRunnerProcess, statusOf, type RunnerProcess } from '../test-support/runner-process.ts'
import { tempFolder } from '../test-support/temp-folder.ts'
import { startWorkerStandIn } from '../test-support/worker-stand-in.ts'
import { BROKEN_CASES } from './broken-cases.ts'
import { HONEST_CASES } from './honest-cases.ts'
import { HOSTILE_CASES } from './hostile-cases.ts'
import type { MediaCase } from './media-case.ts'

const LIMITS = { maxDurationMs: 120_000, maxSourceBytes: 50_000_000 }

let runner: RunnerProcess

beforeAll(async () => {
  await modelDir()
  runner = await startRunnerProcess({ RUNNER_MAX_JOBS: '1' })
}, 300_000)
afterAll(async () => {
  runner.signal('SIGKILL')
  await runner.exited
})

type Outcome = { end: RunnerReport; text: string }

async function outcomeOf({ write, fileName = 'source' }: MediaCase): Promise<Outcome> {
  const file = join(await tempFolder(), 'source')
  await write(file)
  const worker = await startWorkerStandIn(file)
  onTestFinished(worker.close)
  const job = worker.job({ limits: LIMITS })
  if (job.source.kind === 'stored') job.source.fileName = fileName
  expect((await runner.send(job)).status).toBe(202)
  const end = await Promise.race([worker.reported('completed'), worker.reported('failed')])
  await runner.idle()
  return { end, text: worker.items.map(({ item }) => item.transcriptEn).join(' ') }
}

/** Seconds of the processor that the runner and all it has started and seen end have used (proc(5), fields 14 to 17). */
function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${runner.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
}

/** Ten hours in 306 kB, refused, is what it was set for; recognition of the recording takes a second. */
const MOST_CPU_SECONDS = 5

async function expectOutcome(media: MediaCase): Promise<void> {
  const before = cpuSeconds()
  const { end, text } = await outcomeOf(media)
  expect(cpuSeconds() - before).toBeLessThan(MOST_CPU_SECONDS)
  const seen = end.type === 'failed' ? end.code : 'heard'
  expect({ allowed: [media.ends].flat(), end }).toEqual({ allowed: expect.arrayContaining([seen]), end })
  if (media.ends === 'heard') expect(text).toMatch(/comparatively modern/i)
  expect([runner.jobFolders(), runner.children()]).toEqual([[], []])
}

describe.each([
  ['what learners have', HONEST_CASES],
  ['what is broken, or no recording', BROKEN_CASES],
  ['what means no good', HOSTILE_CASES],
])('%s', (_, cases) => {
  it.each(cases)('$name', { timeout: 30_000 }, expectOutcome)
})

describe('after all of them', () => {
  it('there were more than a hundred, no two of one name', () => {
    const names = [...HONEST_CASES, ...BROKEN_CASES, ...HOSTILE_CASES].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(100)
  })

  it('the runner is still the same, at work, and its memory stayed within its bounds', async () => {
    const [first] = HONEST_CASES
    if (!first) throw new Error('the corpus is empty')
    await expectOutcome(first)
    const health: unknown = await (await fetch(`${runner.url}/healthz`)).json()
    expect(health).toMatchObject({ pid: runner.pid, ready: true })
    expect(runner.output()).not.toMatch(/internal_error/)
    const peakKb = Number(/VmHWM:\s+(\d+) kB/.exec(statusOf(runner.pid))?.[1])
    expect(peakKb / 1024).toBeLessThan(900)
  })
})
