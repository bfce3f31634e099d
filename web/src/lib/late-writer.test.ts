import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lateWriter } from './late-writer.ts'

const written: string[] = []

beforeEach(() => {
  written.length = 0
  vi.useFakeTimers()
  vi.stubGlobal('window', {
    localStorage: { setItem: (key: string, value: string) => written.push(`${key} ${value}`) },
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('many keys are one write, of the last', () => {
  const writer = lateWriter()
  for (const text of ['a', 'an', 'and']) writer.put('place', text)
  expect(written).toEqual([])
  vi.runAllTimers()
  expect(written).toEqual(['listening.place "and"'])
})

test('someone who never stops typing is written down all the same', () => {
  const writer = lateWriter()
  for (let key = 0; key < 20; key += 1) {
    writer.put('place', key)
    vi.advanceTimersByTime(100)
  }
  expect(written.length).toBeGreaterThan(3)
})

test('a page that goes loses nothing, and writes nothing afterwards', () => {
  const writer = lateWriter()
  writer.put('place', 'an')
  writer.put('other', 1)
  writer.flush()
  expect(written).toEqual(['listening.place "an"', 'listening.other 1'])
  vi.runAllTimers()
  writer.flush()
  expect(written).toHaveLength(2)
})
