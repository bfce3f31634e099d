import { beforeEach, describe, expect, it } from 'vitest'
import type { PatchRoutesBody } from '../../contract/admin.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { codeOf } from '../../test-support/code-of.ts'
import { LedgerWorld } from '../../test-support/ledger-world.ts'
import type { Ctx } from '../context.ts'
import { checkRoute } from './check-route.ts'
import { createRoute } from './create-route.ts'
import { deleteRoute } from './delete-route.ts'
import { patchRoutes } from './patch-routes.ts'

let world: LedgerWorld
async function newWorld(): Promise<void> {
  world = new LedgerWorld()
  for (const modelName of ['a', 'b', 'x']) await make(world.ctx, modelName)
}
beforeEach(newWorld)

const BASE_URL = 'https://models.example/v1'
const make = (ctx: Ctx, modelName: string, fallbacks: string[] = []) =>
  createRoute(ctx, {
    ...{ modelName, task: 'asr', unit: 'second', enabled: true, costPerUnit: 1, multiplier: 1, fallbacks },
    ...{ provider: 'openai-compatible', providerModel: 'whisper', baseUrl: BASE_URL },
    ...{ maxConcurrent: 4, maxPerMinute: null, timeoutMs: 60_000 },
  })
const patch = (ctx: Ctx, ...items: PatchRoutesBody['items']) => patchRoutes(ctx, { items })
const routes = () => world.ctx.db.select().from(modelRoutes)
const costs = async () =>
  Object.fromEntries((await routes()).map(({ modelName, costPerUnitMicros }) => [modelName, costPerUnitMicros / 1e6]))

/** Two changes at once, the second before each call that the first makes to the database: what each said, and then the routes. */
async function atEveryMoment(
  first: (ctx: Ctx) => Promise<unknown>,
  second: (ctx: Ctx) => Promise<unknown>,
  look: (said: [first: string, second: string]) => Promise<void>,
): Promise<string[]> {
  const seen: string[] = []
  for (let moment = 0; ; moment += 1) {
    await newWorld()
    let other: string | null = null
    let calls = 0
    const ctx = world.ctxFor(async (call) => {
      calls += 1
      if (calls - 1 === moment) other = await codeOf(second(world.ctx))
      return call()
    })
    const own = await codeOf(first(ctx))
    if (other === null) return seen
    seen.push(`${own} ${String(other)}`)
    await look([own, other])
    // Whatever happened, every route is one that an admin can still change.
    const all = await routes()
    expect(all.flatMap((route) => Object.entries(checkRoute(route, all)))).toEqual([])
  }
}

describe('a change of routes', () => {
  it('is all or none, also when one of them is deleted in between', async () => {
    const both = (ctx: Ctx) => patch(ctx, { modelName: 'a', costPerUnit: 7 }, { modelName: 'b', costPerUnit: 7 })
    const seen = await atEveryMoment(
      both,
      (ctx) => deleteRoute(ctx, 'b'),
      async ([own]) => expect(await costs()).toMatchObject({ a: own === 'ok' ? 7 : 1 }),
    )
    expect(seen).toContain('model_route_not_found ok')
    expect(seen).toContain('ok ok')
  })

  it('fits what another change made of the route meanwhile', async () => {
    const embedded = { provider: 'embedded', providerModel: 'moonshine-base', baseUrl: null } as const
    const seen = await atEveryMoment(
      (ctx) => patch(ctx, { modelName: 'a', ...embedded }),
      (ctx) => patch(ctx, { modelName: 'a', fallbacks: ['b'] }),
      () => Promise.resolve(),
    )
    expect(seen).toContain('validation_failed ok')
    expect(seen).toContain('ok validation_failed')
  })

  it('names no fallback that is deleted meanwhile', async () => {
    const seen = await atEveryMoment(
      (ctx) => patch(ctx, { modelName: 'a', fallbacks: ['x'] }),
      (ctx) => deleteRoute(ctx, 'x'),
      () => Promise.resolve(),
    )
    expect(seen).toContain('validation_failed ok')
    expect(seen).toContain('ok model_route_is_fallback')
  })

  it('is written over another that came in between and does not disturb it', async () => {
    const seen = await atEveryMoment(
      (ctx) => patch(ctx, { modelName: 'a', costPerUnit: 7 }),
      (ctx) => patch(ctx, { modelName: 'a', multiplier: 2 }, { modelName: 'b', costPerUnit: 3 }),
      async () => {
        expect(await costs()).toMatchObject({ a: 7, b: 3 })
        expect((await routes()).find(({ modelName }) => modelName === 'a')).toMatchObject({ multiplierMicros: 2e6 })
      },
    )
    expect(new Set(seen)).toEqual(new Set(['ok ok']))
  })

  it('gives each its own time, so that the later of two in one moment is known', async () => {
    const times: unknown[] = []
    for (const costPerUnit of [1, 2, 3]) {
      const views = await patch(world.ctx, { modelName: 'a', costPerUnit }, { modelName: 'b' })
      times.push(views.find(({ modelName }) => modelName === 'a')?.updatedAt)
    }
    expect(new Set(times).size).toBe(3)
    expect(times).toEqual(times.toSorted())
  })

  it('gives up on routes that do not hold still, and has changed nothing', async () => {
    const ctx = world.ctxFor((call) => {
      const answer = call()
      world.database.exec('UPDATE model_routes SET updated_at = updated_at + 1')
      return Promise.resolve(answer)
    })
    await expect(patch(ctx, { modelName: 'a', costPerUnit: 7 })).rejects.toThrow('do not hold still')
    expect(await costs()).toMatchObject({ a: 1 })
  })
})

describe('a new route', () => {
  it('names no fallback that is deleted meanwhile', async () => {
    const seen = await atEveryMoment(
      (ctx) => make(ctx, 'new', ['x']),
      (ctx) => deleteRoute(ctx, 'x'),
      () => Promise.resolve(),
    )
    expect(seen).toContain('validation_failed ok')
    expect(seen).toContain('ok model_route_is_fallback')
  })

  it('of a name that is taken meanwhile is refused', async () => {
    const seen = await atEveryMoment(
      (ctx) => make(ctx, 'new', ['x']),
      (ctx) => make(ctx, 'new'),
      () => Promise.resolve(),
    )
    expect(new Set(seen)).toEqual(new Set(['model_route_exists ok', 'ok model_route_exists']))
  })
})
