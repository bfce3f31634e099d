import { describe, expect, test } from 'vitest'
import type { ModelRouteView } from '../../../workers/contract/admin.ts'
import { codesCsv, priceNumber, wholeNumber } from './codes.ts'
import { changedRoutes, draftOf } from './route-drafts.ts'

const route: ModelRouteView = {
  modelName: 'm',
  task: 'asr',
  provider: 'embedded',
  providerModel: 'pm',
  unit: 'second',
  enabled: true,
  configured: true,
  costPerUnit: 0.25,
  multiplier: 1,
  language: 'en',
  baseUrl: null,
  maxConcurrent: 4,
  maxPerMinute: null,
  timeoutMs: 60_000,
  fallbacks: [],
  health: { state: 'unknown', calls: 0, failures: 0, meanLatencyMs: null, openUntil: null, lastError: null },
  updatedAt: '',
}

describe('the admin page', () => {
  test('takes whole numbers within bounds', () => {
    expect(wholeNumber(' 10 ', 1, 1000)).toBe(10)
    for (const text of ['', '0', '1001', '1.5', '1e2', '-3']) expect(wholeNumber(text, 1, 1000)).toBeNull()
  })

  test('takes prices of at most six decimals', () => {
    expect(priceNumber('0.25')).toBe(0.25)
    for (const text of ['', '.', '10001', '0.1234567', '1,5']) expect(priceNumber(text)).toBeNull()
  })

  test('writes a line per code', () => {
    expect(codesCsv({ codes: ['A1', 'B2'], count: 2, batchId: 'b' })).toBe('code,batch\r\nA1,b\r\nB2,b\r\n')
  })

  test('sends only what was changed', () => {
    expect(changedRoutes([route], { m: draftOf(route) })).toEqual({ items: [], invalid: false })
    expect(changedRoutes([route], { m: { ...draftOf(route), enabled: false, costPerUnit: '0.250' } })).toEqual({
      items: [{ modelName: 'm', enabled: false }],
      invalid: false,
    })
  })

  test('does not send while a price is not a number', () => {
    expect(changedRoutes([route], { m: { ...draftOf(route), multiplier: 'x' } })).toEqual({ items: [], invalid: true })
  })
})
