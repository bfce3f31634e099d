import { expect, test } from 'vitest'
import { watchUse } from './watch-use.ts'

test('a page is in use when it is opened, and whenever somebody does something', () => {
  const page = new EventTarget()
  const wasUsed = watchUse(page)
  expect([wasUsed(), wasUsed(), wasUsed()]).toEqual([true, false, false])
  for (const sign of ['click', 'keydown', 'wheel']) {
    page.dispatchEvent(new Event(sign))
    expect([wasUsed(), wasUsed()]).toEqual([true, false])
  }
  page.dispatchEvent(new Event('mousemove'))
  expect(wasUsed()).toBe(false)
})
