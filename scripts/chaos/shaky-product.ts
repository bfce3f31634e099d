import { appendFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { execa } from 'execa'
import { childrenOf } from '../../container/test-support/runner-process.ts'
import { startLocalCron } from '../lib/local-cron.ts'
import { applyMigrations, startRunner, startWorker } from '../lib/parts.ts'
import { anyFreePort } from '../lib/ports.ts'
import { type Started, waitUntilHealthy } from '../lib/processes.ts'
import { type LocalSettings, ROOT, writeWorkerVars } from '../lib/settings.ts'
import { Attempts } from './attempts.ts'
import { type FlakyProxy, startFlakyProxy } from './flaky-proxy.ts'
import { createRandom } from '../lib/random.ts'

export const ADMIN_TOKEN = 'an-admin-token-for-this-run'
const SECRETS = {
  JWT_SECRET: 'only-for-chaos-0123456789-0123456789',
  ADMIN_API_TOKEN: ADMIN_TOKEN,
  RUNNER_SECRET: 'only-for-chaos-runner-0123456789-012',
  MODEL_KEYS: '',
}
/** Of a lease: a tenth of the usual, so that lost runners are found within the time of a test. */
const LEASE_SECONDS = '3'
const CRON_MS = 2_000
const HEALTHY_MS = 90_000
const EXHAUSTED_MS = 5_000

export type ShakyProduct = {
  origin: string
  stateDir: string
  /** Between the runner and the Worker, both ways. */
  proxies: { callbacks: FlakyProxy; handOvers: FlakyProxy }
  /** What was tried with each job at a runner, and when something was struck. */
  attempts: Attempts
  /** Begins the trouble on the wire, by this seed. */
  shake: (seed: number) => void
  calm: () => void
  /** Sends the signal and starts a new one when it has gone. Milliseconds it took to go. */
  endRunner: (signal: 'SIGKILL' | 'SIGTERM') => Promise<number>
  /** Leaves it no more memory than it has, until it dies of that, and starts a new one. */
  exhaustRunner: () => Promise<void>
  /** The processes that the runner has started: ffmpeg and the like. */
  tools: () => number[]
  /** Kills all of it, as a crash would, and starts it again: queue messages and due alarms are lost. */
  crashWorker: () => Promise<void>
  /** What the runners logged of jobs that failed. */
  complaints: () => Promise<string[]>
  /** Stops everything; the state's folder is there until `remove`. */
  stop: () => Promise<void>
  remove: () => Promise<void>
}

/**
 * The real Worker in wrangler's own server, the real runner with real models, and a wire between them that can be shaken.
 * `queueSeed` is for what happens to queue messages, all the time.
 */
export async function startShakyProduct(queueSeed: number): Promise<ShakyProduct> {
  const stateDir = await mkdtemp(join(tmpdir(), 'listening-chaos-'))
  const [port, runnerPort, metricsPort] = [await anyFreePort(), await anyFreePort(), await anyFreePort()]
  const callbacks = await startFlakyProxy(`http://127.0.0.1:${port}`)
  const attempts = new Attempts()
  const handOvers = await startFlakyProxy(`http://127.0.0.1:${runnerPort}`, attempts.note)
  const local: LocalSettings = {
    ...{ port, runnerPort, metricsPort, stateDir },
    origin: callbacks.origin,
    runnerUrl: handOvers.origin,
  }
  const varsFile = await writeWorkerVars(local, SECRETS, { LEASE_SECONDS, REGISTRATIONS_PER_MINUTE: '1000' })
  await appendFile(varsFile, `CHAOS_SEED="${queueSeed}"\n`)
  await mkdir(join(ROOT, 'web/dist'), { recursive: true })
  await applyMigrations(local)

  const logs = join(stateDir, 'logs')
  const origin = `http://127.0.0.1:${port}`
  const runnerLog = join(logs, 'runner.log')
  const workerLog = join(logs, 'worker.log')
  const entry = join(ROOT, 'workers/test-support/chaos-worker.ts')
  const openRunner = (): Promise<Started> => startRunner(local, SECRETS, { metricsPort, logFile: runnerLog })
  const openWorker = (): Promise<Started> => startWorker(local, varsFile, workerLog, entry)
  const healthy = (): Promise<unknown> =>
    Promise.all([
      waitUntilHealthy('The runner', `http://127.0.0.1:${runnerPort}/healthz`, HEALTHY_MS),
      waitUntilHealthy('The Worker', `${origin}/healthz`, HEALTHY_MS),
    ])

  let [runner, worker] = await Promise.all([openRunner(), openWorker()])
  await healthy()
  const stopCron = startLocalCron(origin, CRON_MS)

  return {
    origin,
    stateDir,
    proxies: { callbacks, handOvers },
    attempts,
    shake(seed) {
      callbacks.shake(createRandom(seed))
      handOvers.shake(createRandom(seed + 1))
    },
    calm() {
      callbacks.calm()
      handOvers.calm()
    },
    async endRunner(signal) {
      attempts.strike()
      const since = performance.now()
      runner.signal(signal)
      await runner.ended
      const took = performance.now() - since
      runner = await openRunner()
      return took
    },
    async exhaustRunner() {
      attempts.strike()
      await forbidMoreMemory(runner)
      // One that has nothing to do needs none, and lives.
      await Promise.race([runner.ended, sleep(EXHAUSTED_MS)])
      runner.signal('SIGKILL')
      await runner.ended
      runner = await openRunner()
    },
    tools: () => childrenOf(runner.pid()),
    async crashWorker() {
      attempts.strike()
      worker.signal('SIGKILL')
      await worker.ended
      worker = await openWorker()
      await waitUntilHealthy('The Worker', `${origin}/healthz`, HEALTHY_MS)
    },
    async complaints() {
      const lines = (await readFile(runnerLog, 'utf8')).split('\n')
      return lines.filter((line) => line.includes('"job_failed"'))
    },
    async stop() {
      stopCron()
      await Promise.all([runner.stop(), worker.stop()])
      callbacks.stop()
      handOvers.stop()
    },
    remove: () => rm(stateDir, { recursive: true, force: true }),
  }
}

/** Whatever is allocated from now on is refused: threads, buffers, V8's own heap. */
async function forbidMoreMemory({ pid }: Started): Promise<void> {
  const status = await readFile(`/proc/${pid()}/status`, 'utf8')
  const kilobytes = Number(/^VmSize:\s+(\d+) kB$/m.exec(status)?.[1])
  await execa('prlimit', ['--pid', String(pid()), `--as=${kilobytes * 1024}`])
}
