import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export type LocalSettings = {
  port: number
  runnerPort: number
  /** Null: 9101 where it is free, else any. */
  metricsPort: number | null
  stateDir: string
  origin: string
  runnerUrl: string
}

/** What `npm start` and `npm run dev` take from the environment. Throws a sentence when a port is no port. */
export function readLocalSettings(env: NodeJS.ProcessEnv): LocalSettings {
  const port = portOf(env, 'PORT') ?? 8787
  const runnerPort = portOf(env, 'RUNNER_PORT') ?? 8788
  return {
    port,
    runnerPort,
    metricsPort: portOf(env, 'RUNNER_METRICS_PORT'),
    stateDir: resolve(ROOT, env['STATE_DIR'] || '.wrangler/state'),
    origin: `http://127.0.0.1:${port}`,
    runnerUrl: `http://127.0.0.1:${runnerPort}`,
  }
}

function portOf(env: NodeJS.ProcessEnv, name: string): number | null {
  const text = env[name]
  if (!text) return null
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${name} is ${text}, which is no port number.`)
  return port
}

const SECRETS = ['JWT_SECRET', 'ADMIN_API_TOKEN', 'RUNNER_SECRET'] as const
/** `MODEL_KEYS` is empty where none are given. */
export type Secrets = Record<(typeof SECRETS)[number] | 'MODEL_KEYS', string>

/** The secrets in .dev.vars, made once; a variable of the environment comes before the file. Keys of models cannot be made. */
export async function ensureSecrets(env: NodeJS.ProcessEnv): Promise<Secrets> {
  const path = join(ROOT, '.dev.vars')
  const text = await readFile(path, 'utf8').catch(() => '')
  const kept = Object.fromEntries(
    [...text.matchAll(/^([A-Z_]+)=(?:"(.*)"|(.*))$/gm)].map(([, name, quoted, plain]) => [name, quoted ?? plain ?? '']),
  )
  const missing = SECRETS.filter((name) => !kept[name])
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(24).toString('base64url')]))
  if (missing.length > 0) {
    const lines = missing.map((name) => `${name}=${made[name]}\n`).join('')
    await writeFile(path, text + (text === '' || text.endsWith('\n') ? '' : '\n') + lines, { mode: 0o600 })
  }
  const secret = (name: keyof Secrets): string => env[name] || kept[name] || made[name] || ''
  return {
    JWT_SECRET: secret('JWT_SECRET'),
    ADMIN_API_TOKEN: secret('ADMIN_API_TOKEN'),
    RUNNER_SECRET: secret('RUNNER_SECRET'),
    MODEL_KEYS: secret('MODEL_KEYS'),
  }
}

/** Settings of wrangler.toml that may be given in the environment of a local run too, for trying and testing. */
const OVERRIDABLE = [
  'JWT_EXP_MINUTES',
  'MAX_VIDEO_MINUTES',
  'MAX_FORM_UPLOAD_MB',
  'MAX_UPLOAD_MB',
  'KEEP_SOURCE_HOURS',
  'KEEP_INTERMEDIATE_HOURS',
  'LOGIN_TRIES_PER_MINUTE',
  'REGISTRATIONS_PER_MINUTE',
  'REDEEMS_PER_MINUTE',
  'LEASE_SECONDS',
  'ALLOWED_ORIGINS',
  'URL_ALLOW_HOSTS',
  'METRICS_TOKEN',
]

/** Writes the Worker's variables for this run to a file of the state folder (not the command line: `ps` shows that). */
export async function writeWorkerVars(local: LocalSettings, secrets: Secrets, env: NodeJS.ProcessEnv): Promise<string> {
  const vars: Record<string, string> = {
    ...secrets,
    RUNNER_MODE: 'http',
    RUNNER_URL: local.runnerUrl,
    PUBLIC_ORIGIN: local.origin,
  }
  for (const name of OVERRIDABLE) if (env[name]) vars[name] = env[name]
  await mkdir(local.stateDir, { recursive: true })
  const path = join(local.stateDir, 'worker.vars')
  const lines = Object.entries(vars).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
  await writeFile(path, lines.join(''), { mode: 0o600 })
  return path
}
