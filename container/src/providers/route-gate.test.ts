import { describe, expect, it } from 'vitest'
import { healthBody, type RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { KEY, someRoute, startModelServer } from '../../test-support/model-server.ts'
import { ask } from './ask.ts'
import { createModelRoutes } from './model-routes.ts'
import { z } from 'zod'

const any = z.unknown()
const how = () => ({ signal: new AbortController().signal, urgent: false })

/** A route of its own that leads to this server. */
const routeTo = (baseUrl: string, fields = {}) =>
  someRoute({ ...fields, baseUrl, modelName: `r-${crypto.randomUUID()}` })
const routesFor = (...urls: string[]) => createModelRoutes(new Map(urls.map((url) => [url, KEY])))

/** Work that takes a moment, and the most of it that was ever under way at once. */
function countedWork() {
  let [atOnce, most] = [0, 0]
  const work = async (): Promise<void> => {
    most = Math.max(most, (atOnce += 1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    atOnce -= 1
  }
  return { work, most: () => most }
}

describe('a route', () => {
  it('is tried again when it fails for the moment, after the time it asks for', async () => {
    const times: number[] = []
    const server = await startModelServer((_, count) => {
      times.push(performance.now())
      return count === 1 ? { status: 429, headers: { 'retry-after': '1' }, json: {} } : { json: { ok: true } }
    })
    const models = routesFor(server.url)
    const { value } = await models.call([routeTo(server.url)], (call) => ask(call, `${call.baseUrl}/`, any, {}), how())
    expect(value).toEqual({ ok: true })
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
    expect(models.takeHealth()).toMatchObject([
      { calls: 2, failures: 1, lastOk: true, lastError: { reason: 'rate_limited: 429' } },
    ])
    // Told once.
    expect(models.takeHealth()).toEqual([])
  })

  it('gives way to the next after three tries, and at once when it refuses', async () => {
    const failing = await startModelServer(() => ({ status: 500, json: { error: { message: 'broken' } } }))
    const refusing = await startModelServer(() => ({ status: 401, json: { error: { message: `bad ${KEY}` } } }))
    const good = await startModelServer(() => ({ json: 1 }))
    const models = routesFor(failing.url, refusing.url, good.url)
    const chain = [routeTo(failing.url), routeTo(refusing.url), routeTo(good.url)]
    const { value, route } = await models.call(chain, (call) => ask(call, `${call.baseUrl}/`, any, {}), how())
    expect([value, route]).toEqual([1, chain[2]])
    expect([failing, refusing, good].map(({ asked }) => asked.length)).toEqual([3, 1, 1])
    expect(models.takeHealth().map(({ lastError }) => lastError?.reason)).toEqual([
      'unavailable: 500 broken',
      'refused: 401 bad …',
      undefined,
    ])
  })

  it('is passed over without being asked while its circuit is open', async () => {
    const broken = await startModelServer(() => ({ status: 400, json: { error: { message: 'no' } } }))
    const good = await startModelServer(() => ({ json: 1 }))
    const models = routesFor(broken.url, good.url)
    const chain = [routeTo(broken.url), routeTo(good.url)]
    for (let i = 0; i < 8; i++) await models.call(chain, (call) => ask(call, `${call.baseUrl}/`, any, {}), how())
    expect([broken.asked.length, good.asked.length]).toEqual([5, 8])
    const [health] = models.takeHealth()
    expect(health).toMatchObject({ calls: 5, failures: 5 })
    expect(health?.openUntil).toBeGreaterThan(Date.now())
  })

  it('that asks for more patience than a learner has is passed over until then', async () => {
    const busy = await startModelServer(() => ({ status: 429, headers: { 'retry-after': '3600' }, json: {} }))
    const models = routesFor(busy.url)
    const route = routeTo(busy.url)
    const call = () => models.call([route], (one) => ask(one, `${one.baseUrl}/`, any, {}), how())
    await expect(call()).rejects.toMatchObject({ kind: 'rate_limited', retryAfterMs: 3_600_000 })
    await expect(call()).rejects.toMatchObject({ kind: 'circuit_open' })
    expect(busy.asked).toHaveLength(1)
    expect(models.takeHealth()[0]?.openUntil).toBeGreaterThan(Date.now() + 3_000_000)
  })

  it('that asks for patience gets it, whatever comes of the calls that were under way', async () => {
    const slow = Promise.withResolvers<void>()
    const busy = await startModelServer(async ({ path }) => {
      if (path === '/slow') await slow.promise
      return path === '/slow' ? { json: 1 } : { status: 429, headers: { 'retry-after': '3600' }, json: {} }
    })
    const models = routesFor(busy.url)
    const route = routeTo(busy.url)
    const call = (path: string) => models.call([route], (one) => ask(one, one.baseUrl + path, any, {}), how())
    const underWay = call('/slow')
    await expect(call('/')).rejects.toMatchObject({ kind: 'rate_limited' })
    slow.resolve()
    await underWay
    await expect(call('/')).rejects.toMatchObject({ kind: 'circuit_open' })
    expect(busy.asked).toHaveLength(2)
    expect(models.takeHealth()[0]?.openUntil).toBeGreaterThan(Date.now() + 3_000_000)
  })

  it.each(['1900000000', '9999999999999', '100000.0005'])(
    'is closed for a day at most, and says so in a report that is taken: Retry-After %s',
    async (seconds) => {
      const odd = await startModelServer(() => ({ status: 429, headers: { 'retry-after': seconds }, json: {} }))
      const models = routesFor(odd.url)
      const call = models.call([routeTo(odd.url)], (one) => ask(one, `${one.baseUrl}/`, any, {}), how())
      await expect(call).rejects.toMatchObject({ kind: 'rate_limited' })
      const routes = models.takeHealth()
      expect(healthBody.parse({ routes }).routes).toEqual(routes)
      expect(routes[0]?.openUntil).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000)
    },
  )

  it('is asked no more at once than it allows, by all jobs together', async () => {
    const { work, most } = countedWork()
    const models = routesFor('http://a.example')
    const route = routeTo('http://a.example', { maxConcurrent: 3 })
    await Promise.all(Array.from({ length: 20 }, () => models.call([route], work, how())))
    expect(most()).toBe(3)
  })

  it('keeps its limits when they change while jobs run that know the old ones', async () => {
    const { work, most } = countedWork()
    const models = routesFor('http://a.example')
    const old = routeTo('http://a.example', { maxConcurrent: 3, updatedAt: 1 })
    const changed = { ...old, maxConcurrent: 2, updatedAt: 2 }
    await models.call([changed], work, how())
    await Promise.all(Array.from({ length: 20 }, (_, i) => models.call([i % 2 ? changed : old], work, how())))
    expect(most()).toBe(2)
  })

  it('counts the calls of the last minute also when another number is allowed', async () => {
    const models = routesFor('http://a.example')
    const route = routeTo('http://a.example', { maxPerMinute: 4, updatedAt: 1 })
    let started = 0
    const abort = new AbortController()
    const call = (to: typeof route) =>
      models.call([to], async () => (started += 1), { signal: abort.signal, urgent: false })
    await Promise.all([call(route), call(route)])
    // One more than were started already; what the old word would still allow is not asked.
    const changed = { ...route, maxPerMinute: 3, updatedAt: 2 }
    await call(changed)
    const waiting = [call(route), call(changed)]
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(started).toBe(3)
    await call({ ...route, maxPerMinute: null, updatedAt: 3 })
    await Promise.all(waiting)
    expect(started).toBe(6)
  })

  it('starts no more calls in a minute than it allows', async () => {
    const models = routesFor('http://a.example')
    const route = routeTo('http://a.example', { maxPerMinute: 2 })
    let started = 0
    const abort = new AbortController()
    const calls = Array.from({ length: 5 }, () =>
      models.call([route], async () => (started += 1), { signal: abort.signal, urgent: false }),
    )
    await Promise.all(calls.slice(0, 2))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(started).toBe(2)
    abort.abort(new Error('enough'))
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected'],
    ])
  })

  it('gets no key but that of its own address', async () => {
    const server = await startModelServer(() => ({ json: 1 }))
    const models = routesFor('https://elsewhere.example')
    await expect(
      models.call([routeTo(server.url)], (call) => ask(call, `${call.baseUrl}/`, any, {}), how()),
    ).rejects.toMatchObject({ kind: 'refused' })
    expect(server.asked).toEqual([])
  })

  it('ends with the job, and says the job’s reason', async () => {
    const server = await startModelServer(() => null)
    const abort = new AbortController()
    const models = routesFor(server.url)
    const call = models.call([routeTo(server.url)], (one) => ask(one, `${one.baseUrl}/`, any, {}), {
      signal: abort.signal,
      urgent: false,
    })
    setTimeout(() => abort.abort(new Error('cancelled')), 20)
    await expect(call).rejects.toThrow('cancelled')
    expect(models.takeHealth()).toEqual([])
  })

  it('tells later what could not be told', async () => {
    const broken = await startModelServer(() => ({ status: 400, json: { error: { message: 'no' } } }))
    const models = routesFor(broken.url)
    const call = (route: RunnerRoute) => models.call([route], (one) => ask(one, `${one.baseUrl}/`, any, {}), how())
    const route = routeTo(broken.url)
    await expect(call(route)).rejects.toMatchObject({ kind: 'refused' })
    const [report] = models.takeHealth()
    models.giveBack(report ? [report] : [])
    expect(models.takeHealth()).toEqual([report])
    expect(report).toMatchObject({ calls: 1, failures: 1, lastOk: false, lastError: { reason: 'refused: 400 no' } })

    // The latest word is that of the calls since.
    models.giveBack(report ? [report] : [])
    await models.call([route], async () => 1, how())
    expect(models.takeHealth()).toMatchObject([{ calls: 2, failures: 1, lastOk: true, lastError: report?.lastError }])
    // A route that this runner does not know has nothing to add to.
    models.giveBack(report ? [{ ...report, modelName: 'x' }] : [])
    expect(models.takeHealth()).toEqual([])
  })
})
