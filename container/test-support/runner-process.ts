import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { MEMORY_ENV } from '../src/memory-env.ts'
import type { RunnerJob } from '../../workers/contract/runner.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const SECRET = 'a-secret-for-tests-only'

export type RunnerProcess = {
  url: string
  metricsUrl: string
  pid: number
  send: (job: RunnerJob, secret?: string) => Promise<Response>
  cancel: (jobId: string, lease: number) => Promise<Response>
  /** Resolves when it works on no job. */
  idle: () => Promise<void>
  /** Processes that it has started and not seen end. */
  children: () => number[]
  /** Names of the folders of its jobs, in the folder for temporary files. */
  jobFolders: () => string[]
  signal: (signal: NodeJS.Signals) => void
  /** Resolves with the exit code when the process has gone. */
  exited: Promise<number | null>
  /** What it has written to its log so far. */
  output: () => string
}

/**
 * Starts the runner as it runs in production, on a free port, and waits until its models are loaded. `within` is a command
 * that becomes the one that follows it.
 */
export async function startRunnerProcess(
  env: Record<string, string> = {},
  within: readonly string[] = [],
): Promise<RunnerProcess> {
  const [command, ...args] = [...within, process.execPath, MAIN] as const
  const child = spawn(command, args, {
    env: { ...process.env, ...MEMORY_ENV, PORT: '0', RUNNER_METRICS_PORT: '0', RUNNER_SECRET: SECRET, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const exited = new Promise<number | null>((resolve) => {
    child.on('exit', (code, signal) => {
      if (signal && signal !== 'SIGKILL') console.error(`the runner was ended by ${signal}:\n${output}`)
      resolve(code)
    })
  })
  await new Promise<void>((resolve, reject) => {
    const read = (text: string): void => {
      output += text
      if (output.includes('"event":"ready"')) resolve()
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
    child.on('exit', (code) => reject(new Error(`the runner ended with ${code}: ${output}`)))
  })
  const portOf = (event: string): string => new RegExp(`"event":"${event}".*"port":(\\d+)`).exec(output)?.[1] ?? ''
  const url = `http://127.0.0.1:${portOf('listening')}`
  return {
    url,
    metricsUrl: `http://127.0.0.1:${portOf('metrics_listening')}`,
    pid: child.pid ?? 0,
    send: (job, secret = SECRET) =>
      fetch(`${url}/jobs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(job),
      }),
    cancel: (jobId, lease) =>
      fetch(`${url}/jobs/${jobId}?lease=${lease}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${SECRET}` },
      }),
    idle: async () => {
      for (;;) {
        const health: unknown = await (await fetch(`${url}/healthz`)).json()
        if (JSON.stringify(health).includes('"runningJobs":0')) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    children: () => childrenOf(child.pid),
    jobFolders: () => readdirSync(tmpdir()).filter((name) => name.startsWith(`listening-job-${child.pid}-`)),
    signal: (signal) => void child.kill(signal),
    exited,
    output: () => output,
  }
}

/** Processes that one has started and not seen end. */
export const childrenOf = (pid: number | undefined): number[] =>
  readdirSync('/proc')
    .filter((name) => statusOf(name).includes(`PPid:\t${pid}\n`))
    .map(Number)

/** What the kernel tells of a process (proc(5)); empty for one that has gone. */
export function statusOf(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
