/** `npm run chaos -- --jobs 200 --seed 7`: many jobs while everything breaks (scripts/chaos). Ends with 1 when a fault is found. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeRecordings } from './chaos/recordings.ts'
import { runChaos } from './chaos/run-chaos.ts'
import { defaultModelDir } from '../container/src/asr/model-files.ts'
import { ensureModels, printProgress } from './models.ts'

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    blows: { type: 'string' },
  },
})
const [jobs, seed] = [Number(values.jobs), Number(values.seed)]
const blows = Number(values.blows ?? Math.ceil(jobs / 6))
if (![jobs, seed, blows].every(Number.isInteger)) throw new Error('--jobs, --seed and --blows are whole numbers.')
console.log(`${jobs} jobs, ${blows} blows, seed ${seed}`)
await ensureModels({ dir: defaultModelDir(), onProgress: printProgress() })
const folder = await mkdtemp(join(tmpdir(), 'listening-chaos-media-'))
let faults: string[] = []
try {
  const started = performance.now()
  const result = await runChaos({
    seeds: [seed],
    jobs,
    blows,
    recordings: await makeRecordings(folder),
    say: console.log,
  })
  faults = result.faults
  console.log(JSON.stringify({ ...result.facts, seconds: Math.round((performance.now() - started) / 1000) }, null, 2))
  for (const fault of faults) console.error(`FAULT ${fault}`)
  console.log(`${faults.length} faults`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
process.exit(faults.length > 0 ? 1 : 0)
