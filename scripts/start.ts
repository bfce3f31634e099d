/**
 * `npm start`: the whole product on this machine. Models, site and database are made ready side by side, then the runner
 * and the Worker are started and watched until somebody stops them.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultModelDir } from '../container/src/asr/model-files.ts'
import { findFfmpeg } from '../container/src/media/find-ffmpeg.ts'
import { buildSite } from './lib/build-site.ts'
import { firstCode } from './lib/first-code.ts'
import { applyMigrations, checkPorts, chooseMetricsPort, startRunner, startWorker } from './lib/parts.ts'
import { keepRunning } from './lib/keep-running.ts'
import { startLocalCron } from './lib/local-cron.ts'
import { type Started, waitUntilHealthy } from './lib/processes.ts'
import { runUntilStopped, stopSignal } from './lib/run-until-stopped.ts'
import { ensureSecrets, readLocalSettings, writeWorkerVars } from './lib/settings.ts'
import { ensureModels, printProgress } from './models.ts'

const READY_TIMEOUT_MS = 90_000

async function start(stopped: Promise<void>): Promise<void> {
  const local = readLocalSettings(process.env)
  await checkPorts(local)
  const secrets = await ensureSecrets(process.env)
  const [varsFile, metricsPort, { ffmpeg }] = await Promise.all([
    writeWorkerVars(local, secrets, process.env),
    chooseMetricsPort(local),
    findFfmpeg({ ffmpeg: process.env['FFMPEG_PATH'], ffprobe: process.env['FFPROBE_PATH'] }),
    ensureModels({ dir: defaultModelDir(), onProgress: printProgress() }),
  ])
  console.log(
    `ffmpeg ${ffmpeg.version} from ${{ npm: 'the npm package', path: 'PATH', setting: ffmpeg.path }[ffmpeg.from]}`,
  )
  console.log('Building the site and preparing the database …')

  const logs = join(local.stateDir, 'logs')
  await rm(logs, { recursive: true, force: true })
  const started: Started[] = []
  try {
    started.push(
      await keepRunning(() => startRunner(local, secrets, { metricsPort, logFile: join(logs, 'runner.log') })),
    )
    await Promise.all([buildSite(), applyMigrations(local)])
    started.push(await keepRunning(() => startWorker(local, varsFile, join(logs, 'worker.log'))))
    await Promise.race([
      Promise.all([
        waitUntilHealthy('The runner', `${local.runnerUrl}/healthz`, READY_TIMEOUT_MS),
        waitUntilHealthy('The Worker', `${local.origin}/healthz`, READY_TIMEOUT_MS),
      ]),
      ...started.map((part) => part.ended.then((why) => Promise.reject(new Error(`${why}; see ${logs}`)))),
      stopped,
    ])
    await Promise.race([
      announce(local.origin, metricsPort, logs, () => firstCode(local, secrets), secrets.ADMIN_API_TOKEN),
      stopped,
    ])
  } catch (error) {
    await Promise.all(started.map((part) => part.stop()))
    throw error
  }
  const stopCron = startLocalCron(local.origin)
  await runUntilStopped(started, stopped)
  stopCron()
}

async function announce(
  origin: string,
  metricsPort: number,
  logs: string,
  makeCode: () => Promise<string>,
  adminToken: string,
): Promise<void> {
  const lines = [
    ['Site', origin],
    ['Admin page', `${origin}/admin/`],
    ['Admin token', adminToken],
    ['Redeem code', `${await makeCode()} (5000 credits to try it with, once)`],
    ['Metrics', `${origin}/metrics, runner http://127.0.0.1:${metricsPort}/metrics`],
    ['Logs', logs],
  ] as const
  console.log(`\nListening is ready. Ctrl-C stops it.\n`)
  for (const [label, text] of lines) console.log(`  ${label.padEnd(12)} ${text}`)
  console.log('')
}

try {
  await start(stopSignal())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit()
