import { beforeEach, describe, expect, it } from 'vitest'
import type { EditBody } from '../../contract/exercises.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { someItem } from '../../test-support/some-item.ts'
import { editItem } from '../edits/edit-item.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { beginRun } from './begin-run.ts'
import { finishRun } from './finish-run.ts'
import { holdForRun } from './hold-for-run.ts'
import { storeItem } from './store-item.ts'

const FRAME = 192
/** Where the last sentence ends as its runner delivered it. */
const LAST_END_MS = 20_000

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.job('ann', 'lesson')
  await holdForRun(world.ctx, world.held('lesson'), 60_000)
  await sentence(0, 9_000)
  await sentence(1, LAST_END_MS)
})

/** With room around it, so that both edges can be moved. */
const sentence = (segmentIndex: number, endMs: number) =>
  storeItem(
    world.ctx,
    world.held('lesson'),
    {
      ...someItem(segmentIndex, 'One sentence.'),
      startMs: endMs - 6_000,
      endMs,
      clip: { offset: 100 * FRAME, bytes: 250 * FRAME },
    },
    { key: `clip ${segmentIndex}`, bytes: 450 * FRAME },
  )

async function editLast(edit: EditBody): Promise<number> {
  const [last] = world.rows('SELECT id, set_id FROM exercise_items ORDER BY segment_index DESC')
  await editItem(world.ctx, 'ann', String(last?.['set_id']), String(last?.['id']), edit)
  return Number(world.rows('SELECT end_ms FROM exercise_items WHERE segment_index = 1')[0]?.['end_ms'])
}

async function resumed() {
  const [job] = world.rows('SELECT run, lease FROM jobs')
  const work = await beginRun(world.ctx, { jobId: 'lesson', lease: Number(job?.['lease']) + 1 }, Number(job?.['run']))
  return work?.resume
}

const EDITS: Record<string, EditBody> = {
  'made longer': { kind: 'nudge', edge: 'end', byMs: 500 },
  'made shorter': { kind: 'nudge', edge: 'end', byMs: -500 },
  'called cut': { kind: 'clip_cut', edge: 'end' },
}

describe('a job whose last sentence its learner changes', () => {
  it.each(Object.entries(EDITS))('goes on where its runner was: %s', async (_how, edit) => {
    expect(await editLast(edit)).not.toBe(LAST_END_MS)
    expect(await resumed()).toEqual({ segmentIndex: 2, fromMs: LAST_END_MS })
  })

  it.each(Object.entries(EDITS))('costs what it delivered, and its retry the rest: %s', async (_how, edit) => {
    await editLast(edit)
    await finishRun(world.ctx, 'lesson', { status: 'cancelled', errorCode: null })
    expect(world.entries({ job: 'lesson' })).toEqual(['hold 6', 'settle 2', 'release 4'])
    expect(world.rows('SELECT paid_ms FROM jobs')).toEqual([{ paid_ms: LAST_END_MS }])
    await retryJob(world.ctx, 'ann', 'lesson')
    expect(await resumed()).toEqual({ segmentIndex: 2, fromMs: LAST_END_MS })
  })
})

it('a sentence that arrives again moves nothing back', async () => {
  await sentence(0, 9_000)
  expect(await resumed()).toEqual({ segmentIndex: 2, fromMs: LAST_END_MS })
})

it('a job of before this was kept goes on after its last sentence', async () => {
  world.database.exec('UPDATE jobs SET delivered_ms = 0')
  expect(await resumed()).toEqual({ segmentIndex: 2, fromMs: LAST_END_MS })
  world.database.exec('UPDATE jobs SET delivered_ms = 0')
  await sentence(0, 9_000)
  expect(await resumed()).toEqual({ segmentIndex: 2, fromMs: LAST_END_MS })
})
