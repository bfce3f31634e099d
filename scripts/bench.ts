/**
 * `npm run bench`: the running product, measured from outside. One JSON object a line: name, value, unit. Recordings come
 * from ../shared/speech where that exists, else from the runner's own test data; the joined files repeat them with a
 * second of silence between.
 */
import { existsSync, openAsBlob } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinRecordings } from '../container/test-support/join-recordings.ts'
import type { ExerciseView } from '../workers/contract/exercises.ts'
import { ApiClient } from './lib/api-client.ts'
import { type Product, startProduct } from './lib/product.ts'
import { ROOT } from './lib/settings.ts'

const say = (name: string, value: number, unit: string): void =>
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit }))

async function recordings(): Promise<string[]> {
  const shared = join(ROOT, '../shared/speech')
  const folder = existsSync(shared) ? shared : join(ROOT, 'container/test-data')
  const names = (await readdir(folder)).filter((name) => /\.(wav|mp3|flac)$/.test(name)).toSorted()
  return names.map((name) => join(folder, name))
}

/** From the upload's last byte to the first sentence that can be played, and to the end of the job. Milliseconds. */
async function measureJob(
  client: ApiClient,
  file: string,
): Promise<{ firstItemMs: number; totalMs: number; setId: string }> {
  const blob = await openAsBlob(file)
  const start = performance.now()
  const jobId = await client.upload(blob, 'bench.m4a')
  const accepted = performance.now()
  await client.waitFor(jobId, (job) => job.readyItems > 0, 20)
  const firstItemMs = performance.now() - accepted
  const job = await client.waitFor(jobId, () => false, 50)
  if (job.status !== 'succeeded' || !job.exerciseSetId)
    throw new Error(`The job ended as ${job.status} ${job.errorCode}`)
  return { firstItemMs, totalMs: performance.now() - start, setId: job.exerciseSetId }
}

/** The most memory the runner's process ever had, in MB. */
async function runnerPeakMb(product: Product): Promise<number> {
  const health: { pid?: number } = await (await fetch(`${product.runnerUrl}/healthz`)).json()
  const status = await readFile(`/proc/${health.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1]) / 1024
}

/** Requests a second over `seconds`, `connections` at once, after a second of warming up. */
async function rate(connections: number, seconds: number, request: () => Promise<unknown>): Promise<number> {
  const begin = performance.now() + 1000
  const end = begin + seconds * 1000
  let done = 0
  const loop = async (): Promise<void> => {
    while (performance.now() < end) {
      await request()
      if (performance.now() > begin) done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, loop))
  return done / seconds
}

const folder = await mkdtemp(join(tmpdir(), 'listening-bench-'))
const starting = performance.now()
const product = await startProduct()
try {
  say('start_to_ready', (performance.now() - starting) / 1000, 's')
  const files = await recordings()
  const client = new ApiClient(product.origin)
  await client.join(product.redeemCode)

  const [short, long] = [join(folder, '2-minutes.m4a'), join(folder, '15-minutes.m4a')]
  await joinRecordings(files, short, { seconds: 120 })
  await joinRecordings(files, long, { seconds: 900 })
  await measureJob(client, short) // warm
  const two = await measureJob(client, short)
  const fifteen = await measureJob(client, long)
  say('first_item_2_min', two.firstItemMs / 1000, 's')
  say('first_item_15_min', fifteen.firstItemMs / 1000, 's')
  say('pipeline_per_minute', fifteen.totalMs / 1000 / 15, 's/min')
  say('runner_peak_memory', await runnerPeakMb(product), 'MB')

  const { items } = await client.data<ExerciseView>(`/exercises/${two.setId}`)
  const [item] = items
  if (!item) throw new Error('The set has no sentence')
  const attempt = { itemId: item.id, text: item.transcriptEn }
  say('attempts', await rate(8, 5, () => client.data(`/exercises/${two.setId}/attempts`, { json: attempt })), '1/s')
  say('get_job', await rate(8, 3, () => client.data('/jobs?limit=1')), '1/s')
} finally {
  await product.stop()
  await rm(folder, { recursive: true, force: true })
}
