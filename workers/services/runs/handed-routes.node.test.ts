import { beforeEach, describe, expect, it } from 'vitest'
import type { RunnerJob } from '../../contract/runner.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import { deleteRoute } from '../model-routes/delete-route.ts'
import { patchRoutes } from '../model-routes/patch-routes.ts'
import { beginRun } from './begin-run.ts'
import { finishRun } from './finish-run.ts'
import { holdForRun } from './hold-for-run.ts'
import { storeItem } from './store-item.ts'
import { someItem } from '../../test-support/some-item.ts'

let world: LedgerWorld
beforeEach(async () => {
  world = new LedgerWorld()
  await world.learner('ann', 20)
  // Two routes beside the default: one takes over from it, one does not yet. All are the embedded model, which needs no key.
  world.database.exec(`
    INSERT INTO model_routes (model_name, task, provider, provider_model, unit, enabled, cost_per_unit_micros, updated_at)
    SELECT name, task, provider, provider_model, unit, 1, 50000, 0 FROM model_routes, (SELECT 'cheap' AS name UNION SELECT 'late')
    WHERE model_name = 'moonshine-base'`)
  fallBackOn('cheap')
  await world.job('ann', 'lesson', false)
})

/** As an admin may have them of routes with a provider behind them. */
const fallBackOn = (...names: string[]) =>
  world.database
    .prepare("UPDATE model_routes SET fallbacks = ?, updated_at = updated_at + 1 WHERE model_name = 'moonshine-base'")
    .run(JSON.stringify(names))

async function handOver(): Promise<RunnerJob | null> {
  const { jobId, lease } = world.held('lesson')
  const [row] = world.rows('SELECT run FROM jobs')
  return beginRun(world.ctx, { jobId, lease: lease + 1 }, Number(row?.['run']))
}
const handed = async () => (await handOver())?.asrRoutes?.map(({ modelName }) => modelName)
const quoted = () => {
  const { quote } = world.rows('SELECT quote FROM jobs')[0] ?? {}
  return JSON.parse(String(quote)) as { asr: { model: string; fallbacks?: { model: string; costPerUnit: number }[] } }
}
const hold = () => holdForRun(world.ctx, world.held('lesson'), 60_000)
const heardBy = (asrModel: string) =>
  storeItem(
    world.ctx,
    world.held('lesson'),
    { ...someItem(0), startMs: 0, endMs: 60_000, asrModel },
    { key: 'k', bytes: 1 },
  )

describe('the routes of a run', () => {
  it('are those that are quoted, also when others take over by then: what does the work has a price', async () => {
    expect(await handed()).toEqual(['moonshine-base', 'cheap'])
    fallBackOn('late')
    await patchRoutes(world.ctx, { items: [{ modelName: 'cheap', enabled: false }] })
    await hold()
    expect(quoted().asr.fallbacks).toMatchObject([{ model: 'cheap', costPerUnit: 0.05 }])
    await heardBy('cheap')
    await finishRun(world.ctx, 'lesson', { status: 'succeeded', errorCode: null })
    expect(world.entries({ job: 'lesson' })).toEqual(['hold 6', 'settle 3', 'release 3'])
  })

  it('are of those in the quote once there is one, as far as they can be used', async () => {
    await handed()
    await hold()
    fallBackOn('late', 'cheap')
    expect(await handed()).toEqual(['moonshine-base', 'cheap'])
    await patchRoutes(world.ctx, { items: [{ modelName: 'cheap', enabled: false }] })
    expect(await handed()).toEqual(['moonshine-base'])
  })

  it('are those of the newest runner, and of a new run', async () => {
    await handed()
    fallBackOn('late')
    expect(await handed()).toEqual(['moonshine-base', 'late'])
    await hold()
    expect(quoted().asr.fallbacks).toMatchObject([{ model: 'late' }])
  })

  it('are not deleted before they have a price', async () => {
    await handed()
    fallBackOn()
    await expect(deleteRoute(world.ctx, 'cheap')).rejects.toMatchObject({ code: 'model_route_in_use' })
    expect(await deleteRoute(world.ctx, 'late')).toEqual({ deleted: true })
    await hold()
    expect(await deleteRoute(world.ctx, 'cheap')).toEqual({ deleted: true })
    expect(quoted().asr.fallbacks).toMatchObject([{ model: 'cheap' }])
  })

  it('are those that are there, whenever one is deleted', async () => {
    let moment = 0
    for (let isOver = false; !isOver; moment += 1) {
      world.database.exec('UPDATE jobs SET handed_routes = NULL; UPDATE model_routes SET fallbacks = \'["cheap"]\'')
      world.database.exec(`
        INSERT OR IGNORE INTO model_routes (model_name, task, provider, provider_model, unit, enabled, cost_per_unit_micros, updated_at)
        SELECT 'cheap', task, provider, provider_model, unit, 1, 50000, 0 FROM model_routes WHERE model_name = 'late'`)
      let calls = 0
      let deletion = 'not yet'
      const ctx = world.ctxFor(async (call) => {
        if (calls === moment) {
          world.database.exec("UPDATE model_routes SET fallbacks = '[]'")
          deletion = await deleteRoute(world.ctx, 'cheap').then(
            () => 'ok',
            () => 'refused',
          )
        }
        calls += 1
        return call()
      })
      const { jobId, lease } = world.held('lesson')
      const job = await beginRun(ctx, { jobId, lease: lease + 1 }, 1)
      const names = job?.asrRoutes?.map(({ modelName }) => modelName)
      isOver = deletion === 'not yet'
      // Refused is only what is handed out.
      expect(names).toEqual(deletion === 'ok' ? ['moonshine-base'] : ['moonshine-base', 'cheap'])
    }
    expect(moment).toBeGreaterThan(3)
  })
})
