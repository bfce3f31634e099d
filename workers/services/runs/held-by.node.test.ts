import { beforeEach, describe, expect, it } from 'vitest'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { someItem } from '../../test-support/some-item.ts'
import type { Ctx } from '../context.ts'
import { retryJob } from '../jobs/retry-job.ts'
import { askTurn } from '../line/ask-turn.ts'
import { standInLine } from '../line/stand-in-line.ts'
import { findClipPlace, storeClip } from '../restore/store-clip.ts'
import { beginRun } from './begin-run.ts'
import { finishRun } from './finish-run.ts'
import type { Lease } from './held-by.ts'
import { holdForRun } from './hold-for-run.ts'
import { markRunning } from './mark-running.ts'
import { setProgress } from './set-progress.ts'
import { shortenRun } from './shorten-run.ts'
import { storeItem } from './store-item.ts'
import { storeTranslations } from './store-translations.ts'

const translation = { segmentIndex: 0, translationZh: '一句', model: 'qwen-mt', engine: 'qwen-mt' }

/** Everything that is written because of a runner, in a form that changes something while the lease holds. */
const WRITES: Record<string, (ctx: Ctx, lease: Lease) => Promise<unknown>> = {
  'is begun': (ctx, lease) => beginRun(ctx, lease, 1),
  'asks for its turn': askTurn,
  'stands in line': standInLine,
  'was taken': markRunning,
  'comes forward': (ctx, lease) => setProgress(ctx, lease, 'asr', 50),
  'was measured': (ctx, lease) => holdForRun(ctx, lease, 30_000),
  'was shorter': (ctx, lease) => shortenRun(ctx, lease, 10_000),
  'has a sentence': (ctx, lease) => storeItem(ctx, lease, someItem(1), { key: 'clip 1', bytes: 1 }),
  'has a translation': (ctx, lease) => storeTranslations(ctx, lease, [translation]),
}

/** What may have become of a job before a runner's word reaches the database. */
const FATES: Record<string, (world: LedgerWorld) => Promise<unknown>> = {
  'was given to another runner': (world) => world.begin('lesson'),
  succeeded: (world) => finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null }),
  failed: (world) => finishRun(world.ctx, 'lesson', { status: 'failed', errorCode: 'asr_failed' }),
  'was cancelled and is tried again': async (world) => {
    await finishRun(world.ctx, 'lesson', { status: 'cancelled', errorCode: null })
    await retryJob(world.ctx, 'ann', 'lesson')
  },
}

let world: LedgerWorld
let lease: Lease
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  await world.learner('bob', 20)
  await world.job('ann', 'lesson')
  await world.job('bob', 'waiting')
  await standInLine(world.ctx, world.held('waiting'))
  lease = world.held('lesson')
  await holdForRun(world.ctx, lease, 60_000)
  await storeItem(world.ctx, lease, someItem(0), { key: 'clip 0', bytes: 1 })
})

/** Every row there is. */
const rows = () =>
  world
    .rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .map(({ name }) => [name, world.rows(`SELECT * FROM ${String(name)} ORDER BY rowid`)])

describe.each(Object.entries(FATES))(
  'when the job %s, its runner’s late word changes nothing:',
  (_fate, comeToPass) => {
    it.each(Object.entries(WRITES))('that it %s', async (_word, write) => {
      await comeToPass(world)
      const before = rows()
      world.clock.now += 1000
      await write(world.ctx, lease)
      expect(rows()).toEqual(before)
    })
  },
)

it.each(Object.entries(WRITES))(
  'while the lease holds, the word that a job %s changes something',
  async (word, write) => {
    const before = rows()
    world.clock.now += 1000
    // A job is begun by the lease after the one it has.
    await write(world.ctx, word === 'is begun' ? { ...lease, lease: lease.lease + 1 } : lease)
    expect(rows()).not.toEqual(before)
  },
)

describe('clips that are cut anew', () => {
  const clip = { key: 'clip 0', bytes: 7 }

  it('have a place, and are taken, only while the lease of the restoring job holds', async () => {
    await finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null })
    await world.job('ann', 'restoring')
    world.database.exec(`
      UPDATE exercise_items SET clip_gone = 1;
      UPDATE jobs SET restores_set_id = (SELECT id FROM exercise_sets) WHERE id = 'restoring'`)
    const itemId = String(world.rows('SELECT id FROM exercise_items')[0]?.['id'])
    const lost = world.held('restoring')
    await world.begin('restoring')
    const before = rows()
    expect(await findClipPlace(world.ctx, lost, itemId)).toBeNull()
    expect(await storeClip(world.ctx, lost, itemId, clip)).toBeNull()
    expect(rows()).toEqual(before)
    const held = world.held('restoring')
    expect(await findClipPlace(world.ctx, held, itemId)).toEqual({ key: 'clip 0' })
    expect(await storeClip(world.ctx, held, itemId, clip)).toMatchObject({ readyItems: 1 })
  })
})
