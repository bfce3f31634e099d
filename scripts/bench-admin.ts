/**
 * `npm run bench:admin`: the admin's lists, details and numbers over HTTP, in a house of 100,000 of everything. One JSON
 * object a line: name, the 95th percentile, unit, the most it may be, and the median. Ends with 1 when one takes longer.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask } from './bench-admin/ask.ts'
import { fillHouse } from './bench-admin/fill-house.ts'
import { questions } from './bench-admin/questions.ts'
import { ApiClient } from './lib/api-client.ts'
import { applyMigrations, startWorker } from './lib/parts.ts'
import { anyFreePort } from './lib/ports.ts'
import { waitUntilHealthy } from './lib/processes.ts'
import { type LocalSettings, ROOT, writeWorkerVars } from './lib/settings.ts'

const SECRETS = {
  JWT_SECRET: 'only-for-this-bench-0123456789-01234',
  ADMIN_API_TOKEN: 'an-admin-token-for-this-run',
  RUNNER_SECRET: 'only-for-this-bench-runner-012345678',
  MODEL_KEYS: '',
}
const SEED = 7
const HEALTHY_MS = 90_000

const stateDir = await mkdtemp(join(tmpdir(), 'listening-bench-admin-'))
const port = await anyFreePort()
const origin = `http://127.0.0.1:${port}`
// There is no runner: nothing rings the cron, so the jobs stay as they are.
const local: LocalSettings = { port, runnerPort: port, metricsPort: null, stateDir, origin, runnerUrl: origin }
let misses = 0
try {
  await mkdir(join(ROOT, 'web/dist'), { recursive: true })
  await applyMigrations(local)
  const house = fillHouse(stateDir, SEED)
  const vars = await writeWorkerVars(local, SECRETS, {})
  const worker = await startWorker(local, vars, join(stateDir, 'worker.log'))
  try {
    await waitUntilHealthy('The Worker', `${origin}/healthz`, HEALTHY_MS)
    const client = new ApiClient(origin)
    const headers = { 'x-admin-token': SECRETS.ADMIN_API_TOKEN }
    for (const [table, value] of Object.entries(house.rows))
      console.log(JSON.stringify({ name: table, value, unit: 'rows' }))
    for (const question of questions(house)) {
      const { median, p95 } = await ask(client, headers, question)
      if (p95 > question.most) misses += 1
      const round = (value: number): number => Math.round(value * 10) / 10
      const { name, most } = question
      console.log(JSON.stringify({ name, value: round(p95), unit: 'ms', most, median: round(median) }))
    }
  } finally {
    await worker.stop()
  }
} finally {
  await rm(stateDir, { recursive: true, force: true })
}
process.exitCode = misses > 0 ? 1 : 0
