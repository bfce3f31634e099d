import { expect, it } from 'vitest'
import { prefetch } from './prefetch.ts'

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const value of values) all.push(value)
  return all
}

it('keeps the order and gives everything', async () => {
  async function* numbers(): AsyncGenerator<number> {
    for (let i = 0; i < 10; i++) yield i
  }
  expect(await collect(prefetch(numbers(), 3))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('runs ahead of a slow reader, but not further than asked', async () => {
  let produced = 0
  async function* numbers(): AsyncGenerator<number> {
    for (;;) yield produced++
  }
  for await (const value of prefetch(numbers(), 4)) {
    await new Promise((resolve) => setImmediate(resolve))
    expect(produced).toBeLessThanOrEqual(value + 5)
    if (value === 20) break
  }
  expect(produced).toBeGreaterThan(21)
})

it('ends the source when its reader stops', async () => {
  let ended = false
  async function* numbers(): AsyncGenerator<number> {
    try {
      for (let i = 0; ; i++) yield i
    } finally {
      ended = true
    }
  }
  for await (const value of prefetch(numbers(), 2)) if (value === 1) break
  expect(ended).toBe(true)
})

it('passes an error on in its turn', async () => {
  async function* numbers(): AsyncGenerator<number> {
    yield 1
    throw new Error('broken')
  }
  const seen: number[] = []
  const reading = (async () => {
    for await (const value of prefetch(numbers(), 3)) seen.push(value)
  })()
  await expect(reading).rejects.toThrow('broken')
  expect(seen).toEqual([1])
})
