import { describe, expect, test } from 'vitest'
import { ApiError, isTransient, unwrap } from './api-client.ts'

const answer = (code: string, data: unknown = {}) => JSON.stringify({ requestId: 'r1', code, message: '', data })

function thrown(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

describe('an answer of the API', () => {
  test('is its data', () => {
    expect(unwrap(200, answer('ok', { a: 1 }), null)).toEqual({ a: 1 })
  })

  test('becomes an error with code, status and reference', () => {
    expect(thrown(() => unwrap(409, answer('email_exists'), null))).toMatchObject({
      code: 'email_exists',
      status: 409,
      requestId: 'r1',
    })
  })

  test('that is a proxy’s page is a bad answer', () => {
    expect(thrown(() => unwrap(502, '<html>', null))).toMatchObject({ code: 'bad_answer', status: 502 })
    expect(thrown(() => unwrap(200, '[]', null))).toMatchObject({ code: 'bad_answer' })
  })

  test('is worth another try when the trouble may pass', () => {
    expect(isTransient(new ApiError('network_error', 0, null))).toBe(true)
    expect(isTransient(new ApiError('service_unavailable', 503, null))).toBe(true)
    expect(isTransient(new ApiError('rate_limited', 429, null))).toBe(true)
    expect(isTransient(new ApiError('job_not_found', 404, null))).toBe(false)
    expect(isTransient(new TypeError('x'))).toBe(false)
  })
})
