import { expect, test } from 'vitest'
import { randomUuid } from './uuid.ts'

test('an identifier is a version 4 UUID also where the browser has no randomUUID', () => {
  const source = { getRandomValues: crypto.getRandomValues.bind(crypto) }
  const made = Array.from({ length: 50 }, () => randomUuid(source))
  for (const id of made) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u)
  expect(new Set(made).size).toBe(50)
})
