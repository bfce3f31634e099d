import { describe, expect, it } from 'vitest'
import { KEY, someCall, startModelServer } from '../../test-support/model-server.ts'
import { retryAfterOf } from './ask.ts'
import { openAiChat } from './openai-chat.ts'
import { cleanReason } from './provider-error.ts'

const BATCH = { before: ['He stopped.'], lines: ['It was late.', 'They left.'], after: ['Nobody spoke.'] }

describe('errors of providers', () => {
  const openAi = {
    error: { message: `Incorrect API key provided: ${KEY}.`, type: 'invalid_request_error', code: 'invalid_api_key' },
  }
  const dashScope = {
    code: 'Throttling.RateQuota',
    message: 'Requests rate limit exceeded, please try again later.',
    request_id: 'r',
  }
  const cloudflare = {
    success: false,
    errors: [{ code: 3040, message: 'Capacity temporarily exceeded, please try again.' }],
    result: null,
  }

  it.each([
    [401, openAi, {}, { kind: 'refused', message: '401 Incorrect API key provided: ….', retryAfterMs: null }],
    [
      429,
      dashScope,
      { 'retry-after': '7' },
      { kind: 'rate_limited', message: /^429 Requests rate limit/, retryAfterMs: 7_000 },
    ],
    [503, cloudflare, {}, { kind: 'unavailable', message: /^503 Capacity temporarily exceeded/ }],
    [
      400,
      { code: 'DataInspectionFailed', message: 'Not allowed: It was late.' },
      {},
      { kind: 'refused', message: '400 Not allowed: …' },
    ],
    [502, '<html>Bad gateway</html>', {}, { kind: 'unavailable', message: '502' }],
    [200, '<html>Welcome</html>', {}, { kind: 'bad_answer', message: 'the answer is not JSON' }],
    [200, { choices: [] }, {}, { kind: 'bad_answer', message: 'not as documented: choices' }],
    [302, '', { location: 'http://127.0.0.1:1/' }, { kind: 'unavailable' }],
  ])('are told without secrets: %i %j', async (status, body, headers, expected) => {
    const server = await startModelServer(() => ({
      status,
      headers,
      text: typeof body === 'string' ? body : JSON.stringify(body),
    }))
    const failure = await openAiChat.translate(BATCH, someCall(server.url)).catch((error: unknown) => error)
    const { message, ...rest } = expected as { message?: string | RegExp }
    expect(failure).toMatchObject(rest)
    if (message !== undefined) expect((failure as Error).message).toMatch(message)
    expect(JSON.stringify(failure) + String(failure)).not.toContain(KEY)
  })

  it('are a timeout when no answer comes', async () => {
    const server = await startModelServer(() => null)
    const call = someCall(server.url, { timeoutMs: 50 })
    await expect(openAiChat.translate(BATCH, call)).rejects.toMatchObject({ kind: 'timeout' })
  })

  it('are unavailability when nobody is there', async () => {
    await expect(openAiChat.translate(BATCH, someCall('http://127.0.0.1:1'))).rejects.toMatchObject({
      kind: 'unavailable',
    })
  })

  it('show no key, not even in part, and stay short', () => {
    expect(cleanReason('Incorrect API key provided: sk-ab********yz.', [])).toBe('Incorrect API key provided: ….')
    expect(cleanReason('x'.repeat(1_000), [])).toHaveLength(300)
  })

  it('may ask for patience in seconds or until a time', () => {
    expect(retryAfterOf('3')).toBe(3_000)
    expect(retryAfterOf('Wed, 21 Oct 2026 07:28:00 GMT', Date.parse('2026-10-21T07:27:50Z'))).toBe(10_000)
    expect([retryAfterOf(null), retryAfterOf(''), retryAfterOf('soon')]).toEqual([null, null, null])
  })
})
