import { SignJWT } from 'jose'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { SessionView, UserView } from '../contract/auth.ts'
import { call, newLearner, send } from '../test-support/client.ts'

const credentials = () => ({ email: `${crypto.randomUUID()}@example.com`, password: 'a good password' })

describe('accounts, happy', () => {
  it('registers, knows who asks, signs in again and signs out', async () => {
    const json = credentials()
    const registered = await call<SessionView>('/auth/register', { json })
    expect(registered).toMatchObject({ status: 201, code: 'ok', data: { user: { email: json.email } } })

    const me = await call<UserView>('/auth/me', { token: registered.data.token })
    expect(me.data).toEqual(registered.data.user)

    const login = await call<SessionView>('/auth/login', { json: { ...json, email: json.email.toUpperCase() } })
    expect(login).toMatchObject({ status: 200, data: { user: registered.data.user } })

    expect(await call('/auth/logout', { method: 'POST', token: login.data.token })).toMatchObject({ status: 200 })
    expect(await call('/auth/me', { token: login.data.token })).toMatchObject({ status: 401, code: 'invalid_token' })
    expect(await call('/auth/me', { token: registered.data.token })).toMatchObject({ status: 200 })
  })

  it('stores the parameters with the hash, and never the password', async () => {
    const json = credentials()
    await call('/auth/register', { json })
    const row = await env.DB.prepare('SELECT password_hash FROM users WHERE email = ?').bind(json.email).first()
    expect(row?.['password_hash']).toMatch(/^scrypt\$16384\$8\$5\$[\w+/=]+\$[\w+/=]+$/)
  })
})

describe('accounts, errors', () => {
  it('refuses an address that is taken', async () => {
    const json = credentials()
    await call('/auth/register', { json })
    expect(await call('/auth/register', { json })).toMatchObject({ status: 409, code: 'email_exists' })
  })

  it.each([
    ['no address', { password: 'a good password' }],
    ['not an address', { email: 'nobody', password: 'a good password' }],
    ['a short password', { email: 'a@example.com', password: 'short' }],
    ['a number as password', { email: 'a@example.com', password: 12345678 }],
    ['a list', []],
    ['null', null],
  ])('names the wrong fields: %s', async (_case, json) => {
    const answer = await call<{ fields: object }>('/auth/register', { json })
    expect(answer).toMatchObject({ status: 400, code: 'validation_failed' })
    expect(Object.keys(answer.data.fields).length).toBeGreaterThan(0)
  })

  it('answers text that is no JSON with validation_failed', async () => {
    expect(await call('/auth/login', { body: '{"email":' })).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('says the same of an unknown address and a wrong password', async () => {
    const json = credentials()
    await call('/auth/register', { json })
    const wrong = await call('/auth/login', { json: { ...json, password: 'another password' } })
    const unknown = await call('/auth/login', { json: credentials() })
    for (const answer of [wrong, unknown]) expect(answer).toMatchObject({ status: 401, code: 'invalid_credentials' })
    expect(wrong.message).toBe(unknown.message)
  })

  it('slows down guessing: the eleventh try in a minute waits, from this address and for this account only', async () => {
    const json = credentials()
    const headers = { 'cf-connecting-ip': '198.51.100.7' }
    for (let n = 0; n < 10; n++) await call('/auth/login', { json, headers })
    const eleventh = await call('/auth/login', { json, headers })
    expect(eleventh).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await call('/auth/login', { json: credentials(), headers })).toMatchObject({ status: 401 })
    expect(await call('/auth/login', { json, headers: { 'cf-connecting-ip': '198.51.100.8' } })).toMatchObject({
      status: 401,
    })
  })
})

describe('accounts, access', () => {
  it('wants a token', async () => {
    expect(await call('/auth/me')).toMatchObject({ status: 401, code: 'missing_token' })
    expect(await call('/auth/me', { headers: { authorization: 'Basic abc' } })).toMatchObject({ code: 'missing_token' })
  })

  it('takes only HS256 tokens of its own key, for a session that exists', async () => {
    const { user, token } = await newLearner()
    const [, payload = ''] = token.split('.')
    const claims = { jti: crypto.randomUUID(), sub: user.id, aud: 'listening:learner' }
    const sign = (key: string, alg: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg })
        .setExpirationTime('1h')
        .sign(new TextEncoder().encode(key.padEnd(64, '0')))
    const unsigned = `${btoa('{"alg":"none"}').replaceAll('=', '')}.${payload}.`
    const forged = [
      unsigned,
      await sign('another key', 'HS256'),
      await sign(env.JWT_SECRET, 'HS512'),
      await sign(env.JWT_SECRET, 'HS256'),
      `${token}x`,
      token.slice(0, -2),
      'not.a.token',
      '',
    ]
    for (const bad of forged) {
      const answer = await call('/auth/me', { token: bad })
      expect([bad, answer.status]).toEqual([bad, 401])
    }
  })

  it('carries one request id in header and body, and takes no header that is no id', async () => {
    const response = await send('/api/v2/auth/me', { headers: { 'x-request-id': 'abc-123' } })
    expect(response.headers.get('x-request-id')).toBe('abc-123')
    expect(await response.json()).toMatchObject({ requestId: 'abc-123' })
    const strange = await send('/api/v2/auth/me', { headers: { 'x-request-id': '<script>' } })
    expect(strange.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  })

  it('answers unknown addresses and methods in the envelope', async () => {
    expect(await call('/nowhere')).toMatchObject({ status: 404, code: 'not_found' })
    expect(await call('/auth/login', { method: 'DELETE' })).toMatchObject({ status: 404, code: 'not_found' })
  })
})
