/** `npm run dev`: as `npm start`, with everything reloading: Vite serves the site, wrangler and Node watch their sources. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { defaultModelDir } from '../container/src/asr/model-files.ts'
import { applyMigrations, checkPorts, chooseMetricsPort, startRunner, startWorker } from './lib/parts.ts'
import { startProcess, waitUntilHealthy } from './lib/processes.ts'
import { runUntilStopped, stopSignal } from './lib/run-until-stopped.ts'
import { ensureSecrets, readLocalSettings, ROOT, writeWorkerVars } from './lib/settings.ts'
import { ensureModels, printProgress } from './models.ts'

async function dev(stopped: Promise<void>): Promise<void> {
  const local = readLocalSettings(process.env)
  await checkPorts(local)
  const secrets = await ensureSecrets(process.env)
  await ensureModels({ dir: defaultModelDir(), onProgress: printProgress() })
  // wrangler wants the folder of its assets to exist; the pages themselves come from Vite.
  await mkdir(join(ROOT, 'web/dist'), { recursive: true })
  await applyMigrations(local)
  const started = await Promise.all([
    startRunner(local, secrets, { metricsPort: await chooseMetricsPort(local), watch: true }),
    startWorker(local, await writeWorkerVars(local, secrets, process.env)),
    startProcess({
      name: 'Vite',
      command: 'vite',
      args: ['--config', 'web/vite.config.ts', '--host', '127.0.0.1'],
      env: { PORT: String(local.port) },
    }),
  ])
  void waitUntilHealthy('The Worker', `${local.origin}/healthz`, 60_000).then(
    () => console.log(`\nAPI ${local.origin}, admin token ${secrets.ADMIN_API_TOKEN}; the site is where Vite says.\n`),
    (error: unknown) => console.error(error),
  )
  await runUntilStopped(started, stopped)
}

try {
  await dev(stopSignal())
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit()
