import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AdminSessionView } from '../contract/admin-access.ts'
import type { Envelope } from '../contract/envelope.ts'
import { admin, call } from '../test-support/client.ts'
import { assertion } from '../test-support/access-assertion.ts'
import { newAdmin, ORIGIN, pageCall, signIn } from '../test-support/admin-session.ts'

const signInAnswer = (token: unknown, headers: Record<string, string> = {}) =>
  call<AdminSessionView>('/admin/session', { json: { token }, headers })

describe('the admin’s session, happy', () => {
  it('is a cookie that scripts cannot read and other sites cannot send', async () => {
    const { setCookie, session } = await signIn()
    expect(setCookie).toMatch(/^listening-admin=[\w-]{43}; Path=\/api\/v2\/admin; HttpOnly; SameSite=Strict$/)
    expect(session).toMatchObject({ name: 'owner', role: 'owner', via: 'session' })
  })

  it('goes over https only where the page does, when it begins and when it ends', async () => {
    const origin = 'https://worker.test'
    const secure = (path: string, init: RequestInit) => exports.default.fetch(`${origin}/api/v2/admin${path}`, init)
    const opened = await secure('/session', {
      method: 'POST',
      headers: { origin },
      body: JSON.stringify({ token: env.ADMIN_API_TOKEN }),
    })
    const cookie = opened.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^listening-admin=[\w-]{43}; Path=\/api\/v2\/admin; HttpOnly; Secure; SameSite=Strict$/)
    const { data } = await opened.json<Envelope<AdminSessionView>>()
    const headers = { origin, cookie: cookie.split(';')[0] ?? '', 'x-csrf-token': data.csrfToken }
    const closed = await secure('/session', { method: 'DELETE', headers })
    expect(closed.headers.get('set-cookie')).toMatch(/^listening-admin=; Max-Age=0; .*Secure/)
  })

  it('reads and changes, is shown again after a reload, and ends on sign-out', async () => {
    const page = await signIn()
    expect(await pageCall(page, '/model-routes')).toMatchObject({ status: 200 })
    expect(await pageCall(page, '/redeem-codes', { json: { count: 1 } })).toMatchObject({ status: 201 })
    expect((await pageCall<AdminSessionView>(page, '/session')).data.csrfToken).toBe(page.session.csrfToken)
    expect(await pageCall(page, '/session', { method: 'DELETE' })).toMatchObject({ status: 200 })
    expect(await pageCall(page, '/model-routes')).toMatchObject({ status: 401, code: 'admin_session_expired' })
  })

  it('lets in whom Cloudflare Access vouches for: to read, and to more once the owner has named them', async () => {
    const headers = { 'cf-access-jwt-assertion': await assertion({}) }
    const { data } = await call<AdminSessionView>('/admin/session', { headers })
    expect(data).toMatchObject({ name: 'somebody@example.com', role: 'viewer', via: 'access', expiresAt: null })
    const change = () =>
      call('/admin/redeem-codes', {
        json: { count: 1 },
        headers: { ...headers, origin: ORIGIN, 'x-csrf-token': data.csrfToken },
      })
    expect(await change()).toMatchObject({ status: 403, code: 'admin_role_too_low' })
    await admin('/admins', { json: { name: 'somebody@example.com', role: 'support' } })
    expect(await change()).toMatchObject({ status: 201 })
    expect(await call('/admin/redeem-codes', { json: {}, headers })).toMatchObject({ code: 'csrf_failed' })
  })
})

describe('the admin’s session, errors', () => {
  it('refuses a sign-in without a token', async () => {
    for (const token of ['', '  ', 5, null]) {
      expect(await signInAnswer(token)).toMatchObject({ status: 400, code: 'validation_failed' })
    }
  })

  it('refuses a cookie that was made up', async () => {
    const page = { ...(await signIn()), cookie: `listening-admin=${'x'.repeat(43)}` }
    expect(await pageCall(page, '/model-routes')).toMatchObject({ status: 401, code: 'admin_session_expired' })
  })

  it('ends when its time is up', async () => {
    const page = await signIn()
    await env.DB.prepare('UPDATE admin_sessions SET expires_at = ?').bind(Date.now()).run()
    expect(await pageCall(page, '/session')).toMatchObject({ status: 401, code: 'admin_session_expired' })
    expect(await pageCall(page, '/redeem-codes', { json: {} })).toMatchObject({ status: 401 })
  })

  it.each([
    ['no CSRF token', { 'x-csrf-token': '' }],
    ['another’s CSRF token', { 'x-csrf-token': 'f'.repeat(64) }],
    ['no origin', { origin: '' }],
    ['another site’s origin', { origin: 'https://evil.example' }],
  ])('changes nothing with %s', async (_what, headers) => {
    const page = await signIn()
    const count = async () => (await env.DB.prepare('SELECT count(*) AS n FROM redeem_codes').first<{ n: number }>())?.n
    const before = await count()
    const answer = await pageCall(page, '/redeem-codes', { json: { count: 1 }, headers })
    expect(answer).toMatchObject({ status: 403, code: 'csrf_failed' })
    expect(await count()).toBe(before)
  })

  it('is not opened from another site', async () => {
    const answer = await signInAnswer(env.ADMIN_API_TOKEN, { origin: 'https://evil.example' })
    expect(answer).toMatchObject({ status: 403, code: 'csrf_failed' })
  })

  it.each([
    ['for another application', { aud: ['another'] }, ''],
    ['of another team', { iss: 'https://another.cloudflareaccess.com' }, ''],
    ['that has expired', { exp: 1_700_000_000 }, ''],
    ['of a service without an address', { email: '' }, ''],
    ['signed by another key', {}, '?key=other'],
  ])('refuses an assertion %s', async (_what, claims, query) => {
    const headers = { 'cf-access-jwt-assertion': await assertion(claims, query) }
    expect(await call('/admin/session', { headers })).toMatchObject({ status: 403, code: 'admin_forbidden' })
  })

  it('locks an address out after five wrong tokens, also for the right one, and counts guesses at once exactly', async () => {
    const headers = { 'cf-connecting-ip': '203.0.113.7' }
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => signInAnswer(`guess-${n}`, headers)))
    const codes = guesses.map(({ code }) => code).toSorted()
    expect(codes).toEqual([...Array(5).fill('admin_forbidden'), ...Array(7).fill('rate_limited')])
    const right = await signInAnswer(env.ADMIN_API_TOKEN, headers)
    expect(right).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await signInAnswer(env.ADMIN_API_TOKEN, { 'cf-connecting-ip': '203.0.113.8' })).toMatchObject({
      status: 201,
    })
  })

  it('locks an address out after thirty wrong headers', async () => {
    const wrong = { 'cf-connecting-ip': '203.0.113.9', 'x-admin-token': 'wrong' }
    const answers = await Promise.all(Array.from({ length: 31 }, () => call('/admin/model-routes', { headers: wrong })))
    expect(answers.filter(({ code }) => code === 'rate_limited')).toHaveLength(1)
    const right = { ...wrong, 'x-admin-token': env.ADMIN_API_TOKEN }
    expect(await call('/admin/model-routes', { headers: right })).toMatchObject({ status: 429 })
  })
})

describe('the admin’s session, access', () => {
  it('a viewer reads everything and changes nothing', async () => {
    const { page } = await newAdmin('viewer')
    for (const path of ['/model-routes', '/redeem-codes', '/learners', '/jobs', '/disputes', '/audit', '/numbers']) {
      expect([path, (await pageCall(page, path)).status]).toEqual([path, 200])
    }
    for (const [method, path] of [
      ['POST', '/redeem-codes'],
      ['POST', '/redeem-codes/x/revoke'],
      ['POST', '/redeem-codes/batches/x/revoke'],
      ['PATCH', '/model-routes'],
      ['POST', '/model-routes'],
      ['DELETE', '/model-routes/x'],
      ['POST', '/model-routes/x/transcribe'],
      ['POST', '/model-routes/x/translate'],
      ['POST', '/dead-letters/x/resend'],
      ['POST', '/learners/x/adjust'],
      ['POST', '/learners/x/disable'],
      ['POST', '/learners/x/erase'],
      ['POST', '/jobs/x/retry'],
      ['POST', '/jobs/x/cancel'],
      ['POST', '/jobs/x/refund'],
      ['POST', '/disputes/x/settle'],
      ['POST', '/admins'],
      ['DELETE', '/admins/x'],
    ] as const) {
      const answer = await pageCall(page, path, { method, json: {} })
      expect([path, answer.status, answer.code]).toEqual([path, 403, 'admin_role_too_low'])
    }
  })

  it('support helps learners, and does not set prices, erase or name admins', async () => {
    const { page } = await newAdmin('support')
    expect(await pageCall(page, '/redeem-codes', { json: { count: 1 } })).toMatchObject({ status: 201 })
    for (const [method, path] of [
      ['PATCH', '/model-routes'],
      ['POST', '/learners/x/erase'],
      ['POST', '/admins'],
    ] as const) {
      expect(await pageCall(page, path, { method, json: {} })).toMatchObject({ code: 'admin_role_too_low' })
    }
  })

  it('an admin who is taken out is out at once, by header and by cookie', async () => {
    const { made, page } = await newAdmin('support')
    expect(await pageCall(page, '/jobs')).toMatchObject({ status: 200 })
    await admin(`/admins/${made.id}`, { method: 'DELETE' })
    expect(await pageCall(page, '/jobs')).toMatchObject({ status: 401, code: 'admin_session_expired' })
    expect(await call('/admin/jobs', { headers: { 'x-admin-token': made.token } })).toMatchObject({ status: 403 })
    expect(await admin(`/admins/${made.id}`, { method: 'DELETE' })).toMatchObject({ code: 'admin_not_found' })
  })

  it('names are taken once, and nobody is called owner', async () => {
    const { made } = await newAdmin('viewer')
    for (const name of [made.name, made.name.toUpperCase(), 'Owner']) {
      expect(await admin('/admins', { json: { name, role: 'viewer' } })).toMatchObject({ code: 'admin_exists' })
    }
    expect(await admin('/admins', { json: { name: 'x', role: 'king' } })).toMatchObject({ code: 'validation_failed' })
  })

  it('neither tokens nor cookies are stored', async () => {
    const { made, page } = await newAdmin('viewer')
    const rows = await env.DB.batch([
      env.DB.prepare('SELECT * FROM admins'),
      env.DB.prepare('SELECT * FROM admin_sessions'),
      env.DB.prepare('SELECT * FROM audit_log'),
    ])
    const stored = JSON.stringify(rows)
    expect(stored).toContain(made.id)
    for (const secret of [made.token, page.cookie.split('=')[1] ?? '?']) expect(stored).not.toContain(secret)
  })
})
