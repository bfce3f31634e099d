import { env } from 'cloudflare:workers'
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'

const limit = () => env.LIMITS.getByName(crypto.randomUUID())
const NOW = Date.now() + 3_600_000

describe('a limit', () => {
  it('lets so many through in any minute, and says how long to wait', async () => {
    const stub = limit()
    expect([await stub.take(2, NOW), await stub.take(2, NOW + 20_000)]).toEqual([null, null])
    expect(await stub.take(2, NOW + 30_500)).toBe(30)
    expect(await stub.take(2, NOW + 60_000)).toBeNull()
    expect(await stub.take(2, NOW + 60_001)).toBe(20)
  })

  it('holds when many try at once', async () => {
    const stub = limit()
    const answers = await Promise.all(Array.from({ length: 20 }, () => stub.take(5, NOW)))
    expect(answers.filter((wait) => wait === null)).toHaveLength(5)
  })

  it('remembers when its object was put away', async () => {
    const stub = limit()
    await stub.take(1, NOW)
    await evictDurableObject(stub)
    expect(await stub.take(1, NOW + 1000)).toBe(59)
  })

  it('keeps nothing once its minute is over', async () => {
    const stub = limit()
    await stub.take(1, NOW)
    expect(await runDurableObjectAlarm(stub)).toBe(true)
    expect(await runInDurableObject(stub, (_, { storage }) => [...storage.kv.list()])).toEqual([])
  })
})
