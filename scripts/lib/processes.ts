import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ROOT } from './settings.ts'

const KILL_AFTER_MS = 6_000

export type Started = {
  name: string
  /** The leader of its group; undefined when it could not be started. */
  pid: () => number | undefined
  /** Resolves when the process has ended by itself, with what to say about it. */
  ended: Promise<string>
  stop: () => Promise<void>
  /** Sends a signal to all of it. */
  signal: (signal: NodeJS.Signals) => void
}

/**
 * Starts a process in a group of its own, so that stopping it stops all it has started. Output goes to `logFile`, or to
 * this terminal where there is none.
 */
export async function startProcess(options: {
  name: string
  command: string
  args: string[]
  env?: Record<string, string>
  logFile?: string
}): Promise<Started> {
  const { logFile } = options
  if (logFile) await mkdir(dirname(logFile), { recursive: true })
  const child = spawn(options.command, options.args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', logFile ? 'pipe' : 'inherit', logFile ? 'pipe' : 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', ...options.env },
  })
  if (logFile) {
    const log = createWriteStream(logFile, { flags: 'a' })
    child.stdout?.pipe(log, { end: false })
    child.stderr?.pipe(log, { end: false })
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`${options.name} could not be started: ${error.message}`))
    child.once('exit', (code, signal) => resolve(`${options.name} ended (${signal ?? `exit code ${code}`})`))
  })
  const signal = (name: NodeJS.Signals): void => signalGroup(child, name)
  return { name: options.name, pid: () => child.pid, ended, stop: () => stopGroup(child, ended), signal }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // The group is gone.
  }
}

async function stopGroup(child: ChildProcess, ended: Promise<string>): Promise<void> {
  signalGroup(child, 'SIGTERM')
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS)
  await ended
  clearTimeout(timer)
  // What the process left running, if anything.
  signalGroup(child, 'SIGKILL')
}

/** Polls until `url` answers 2xx. Throws after `timeoutMs`. */
export async function waitUntilHealthy(name: string, url: string, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      await response.body?.cancel()
      if (response.ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`${name} did not become healthy within ${timeoutMs / 1000} s.`)
}
