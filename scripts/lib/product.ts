import { mkdtemp, rm } from 'node:fs/promises'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anyFreePort } from './ports.ts'
import { ROOT } from './settings.ts'

export type Product = {
  origin: string
  runnerUrl: string
  adminToken: string
  redeemCode: string
  /** The file that the runner's log goes to. */
  runnerLog: string
  /** What `npm start` has printed so far. */
  output: () => string
  /** Stops it as Ctrl-C would; its exit code. */
  stop: () => Promise<number | null>
}

const READY_MS = 150_000

/**
 * Starts the whole product as `npm start` does, with ports and a state folder of its own: for the end-to-end test and the
 * bench. Throws with its output when it does not become ready.
 */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const [port, runnerPort, metricsPort] = [await anyFreePort(), await anyFreePort(), await anyFreePort()]
  const stateDir = await mkdtemp(join(tmpdir(), 'listening-state-'))
  const adminToken = 'an-admin-token-for-this-run'
  const child = spawn(process.execPath, [join(ROOT, 'scripts/start.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
      PORT: String(port),
      RUNNER_PORT: String(runnerPort),
      RUNNER_METRICS_PORT: String(metricsPort),
      STATE_DIR: stateDir,
      ADMIN_API_TOKEN: adminToken,
      ...env,
    },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))

  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) child.kill('SIGINT')
    const code = await exited
    await rm(stateDir, { recursive: true, force: true })
    return code
  }
  const deadline = Date.now() + READY_MS
  let redeemCode: string | undefined
  while (!redeemCode) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop()
      throw new Error(`The product did not start:\n${output}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
    // Printed as the last but two lines of the announcement.
    redeemCode = /Logs {2,}\S/.test(output) ? /Redeem code +([A-Z0-9]+)/.exec(output)?.[1] : undefined
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    runnerUrl: `http://127.0.0.1:${runnerPort}`,
    adminToken,
    redeemCode,
    runnerLog: join(stateDir, 'logs/runner.log'),
    output: () => output,
    stop,
  }
}
