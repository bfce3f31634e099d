import { join } from 'node:path'
import { execa } from 'execa'
import { MEMORY_ENV } from '../../container/src/memory-env.ts'
import { isFree, anyFreePort } from './ports.ts'
import { type Started, startProcess } from './processes.ts'
import { type LocalSettings, ROOT, type Secrets } from './settings.ts'

const DEFAULT_METRICS_PORT = 9101
const quiet = { cwd: ROOT, env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: 'true' } }

/** @throws Error one sentence that names the port and how to choose another */
export async function checkPorts(local: LocalSettings): Promise<void> {
  const wanted = [
    ['PORT', local.port],
    ['RUNNER_PORT', local.runnerPort],
    ['RUNNER_METRICS_PORT', local.metricsPort],
  ] as const
  for (const [name, port] of wanted) {
    if (port !== null && !(await isFree(port))) {
      throw new Error(`Port ${port} is in use. Stop what uses it, or choose another with ${name}=…`)
    }
  }
}

export const chooseMetricsPort = async (local: LocalSettings): Promise<number> =>
  local.metricsPort ?? ((await isFree(DEFAULT_METRICS_PORT)) ? DEFAULT_METRICS_PORT : anyFreePort())

export async function applyMigrations(local: LocalSettings): Promise<void> {
  const args = ['d1', 'migrations', 'apply', 'listening', '--local', '--persist-to', local.stateDir]
  await execa('wrangler', args, quiet)
}

export function startRunner(
  local: LocalSettings,
  secrets: Secrets,
  options: { metricsPort: number; watch?: boolean; logFile?: string },
): Promise<Started> {
  return startProcess({
    name: 'The runner',
    command: process.execPath,
    args: [...(options.watch ? ['--watch', '--watch-preserve-output'] : []), join(ROOT, 'container/src/main.ts')],
    env: {
      ...MEMORY_ENV,
      HOST: '127.0.0.1',
      PORT: String(local.runnerPort),
      RUNNER_METRICS_PORT: String(options.metricsPort),
      RUNNER_SECRET: secrets.RUNNER_SECRET,
      MODEL_KEYS: secrets.MODEL_KEYS,
    },
    ...(options.logFile !== undefined && { logFile: options.logFile }),
  })
}

/** @param entry another main module than that of wrangler.toml */
export function startWorker(
  local: LocalSettings,
  varsFile: string,
  logFile?: string,
  entry?: string,
): Promise<Started> {
  return startProcess({
    name: 'The Worker',
    command: 'wrangler',
    args: [
      'dev',
      ...(entry === undefined ? [] : [entry]),
      ...['--ip', '127.0.0.1', '--port', String(local.port), '--inspector-port', '0'],
      ...['--persist-to', local.stateDir, '--env-file', varsFile, '--show-interactive-dev-session', 'false'],
    ],
    ...(logFile !== undefined && { logFile }),
  })
}
