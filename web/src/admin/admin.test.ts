import { describe, expect, test } from 'vitest'
import type { ModelRouteView } from '../../../workers/contract/admin.ts'
import { codesCsv, priceNumber, signedNumber, wholeNumber } from './codes.ts'
import { draftOf, readDraft } from './route-drafts.ts'
import { en } from './words/en.ts'
import { zhCn } from './words/zh-cn.ts'

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

  test('takes credits above and below zero', () => {
    expect(['5', '+5', '-5', '−5'].map((text) => signedNumber(text, 10))).toEqual([5, 5, -5, -5])
    for (const text of ['', '0', '-0', '1.5', '11', '--1', '1e1']) expect(signedNumber(text, 10)).toBeNull()
  })

  test('sends only what was changed of a route', () => {
    expect(readDraft(route, draftOf(route))).toEqual({ change: null, wrong: [] })
    const draft = { ...draftOf(route), enabled: false, costPerUnit: '0.250', fallbacks: ' a, b ,', maxPerMinute: '60' }
    expect(readDraft(route, draft)).toEqual({
      change: { enabled: false, fallbacks: ['a', 'b'], maxPerMinute: 60 },
      wrong: [],
    })
  })

  test('says which fields of a route are no numbers within bounds', () => {
    const draft = { ...draftOf(route), multiplier: 'x', costPerUnit: '-1', timeoutMs: '1', maxPerMinute: '1.5' }
    expect(readDraft(route, draft).wrong).toEqual(['costPerUnit', 'multiplier', 'timeoutMs', 'maxPerMinute'])
  })

  test('has the same words in both languages', () => {
    const paths = (value: object): string[] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null ? paths(inner).map((path) => `${key}.${path}`) : [key],
      )
    expect(paths(zhCn).toSorted()).toEqual(paths(en).toSorted())
  })
})
