import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { modelDir } from '../../container/test-support/models.ts'
import { makeRecordings } from './recordings.ts'
import { runChaos } from './run-chaos.ts'

/** The first is another each time, and printed. */
const SEEDS = [Math.floor(Math.random() * 1e6), 1, 7] as const

it(`no job is lost, no sentence missing or double, no credit lost or taken twice (seeds ${SEEDS.join(', ')})`, async () => {
  await modelDir()
  const folder = await mkdtemp(join(tmpdir(), 'listening-chaos-media-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const recordings = await makeRecordings(folder)
  const { faults, facts } = await runChaos({ seeds: SEEDS, jobs: 6, blows: 4, recordings, say: () => {} })
  console.log(JSON.stringify(facts))
  expect(faults).toEqual([])
})
