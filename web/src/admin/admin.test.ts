import { describe, expect, test } from 'vitest'
import { ApiError } from '../lib/api-client.ts'
import { codesCsv, priceNumber, signedNumber, wholeNumber } from './codes.ts'
import { refusedFields } from './refused-fields.ts'
import { draftOf, readDraft } from './route-drafts.ts'
import { someRoute } from './test-support/some-route.ts'
import { en } from './words/en.ts'
import { zhCn } from './words/zh-cn.ts'

const route = someRoute()

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

  test('says in its own language what the Worker has against a field, and never in the Worker’s words', () => {
    const refusal = new ApiError('validation_failed', 400, 'r', {
      fields: {
        'items.0.timeoutMs': 'Too small: expected number to be >=1000',
        'items.0.fallbacks.1': 'Invalid string',
        'items.0.provider': 'Of a later Worker.',
        unit: 'Without a problem.',
      },
      problems: {
        'items.0.timeoutMs': { code: 'too_small', limit: 1000 },
        'items.0.fallbacks.1': { code: 'malformed' },
        'items.0.provider': { code: 'of_a_later_worker' },
      },
    })
    expect(refusedFields(refusal, zhCn)).toEqual({
      timeoutMs: '最小 1000。',
      fallbacks: '写法不对。',
      provider: '写法不对。',
      unit: '写法不对。',
    })
    expect(refusedFields(refusal, en)['timeoutMs']).toBe('At least 1000.')
    expect(refusedFields(new ApiError('model_route_exists', 409, 'r'), zhCn)).toEqual({})
    for (const say of Object.values(zhCn.refused)) expect(say('7')).toMatch(/\p{Script=Han}/u)
  })

  test('has the same words in both languages', () => {
    const paths = (value: object): string[] =>
      Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
        typeof inner === 'object' && inner !== null ? paths(inner).map((path) => `${key}.${path}`) : [key],
      )
    expect(paths(zhCn).toSorted()).toEqual(paths(en).toSorted())
  })
})
