import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { AdminSessionView, AdminView, CreatedAdminView } from '../contract/admin-access.ts'
import { UNATTENDED_HEADER } from '../contract/admin-headers.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { noteSeen } from '../services/admins/note-seen.ts'
import { resumeSession } from '../services/admins/resume-session.ts'
import { assertion } from '../test-support/access-assertion.ts'
import { newAdmin, type Page, pageCall, signIn } from '../test-support/admin-session.ts'
import { admin, call } from '../test-support/client.ts'

describe('the end of the admin’s session', () => {
  const MINUTE = 60_000
  /** Who comes with the page’s cookie so many minutes after the sign-in, by their own doing or not. */
  const comes = (page: Page, minutes: number, isUse: boolean) => {
    const signedInAt = Date.parse(page.session.expiresAt ?? '') - 30 * MINUTE
    const ctx = { ...createCtx(env), now: () => signedInAt + minutes * MINUTE }
    return resumeSession(ctx, page.cookie.split('=')[1] ?? '', isUse)
  }
  const over = { code: 'admin_session_expired' }

  it('ends half an hour after the last use, however often the page asks by itself', async () => {
    const page = await signIn()
    for (const minutes of [5, 15, 29]) await comes(page, minutes, false)
    await expect(comes(page, 31, false)).rejects.toMatchObject(over)
    await expect(comes(page, 31, true)).rejects.toMatchObject(over)
  })

  it('goes on for half an hour from each use', async () => {
    const page = await signIn()
    for (const minutes of [20, 45, 70]) await comes(page, minutes, true)
    for (const minutes of [80, 99]) await comes(page, minutes, false)
    await expect(comes(page, 101, true)).rejects.toMatchObject(over)
  })

  it('ends after eight hours in any case', async () => {
    const page = await signIn()
    for (let minutes = 20; minutes < 480; minutes += 20) await comes(page, minutes, true)
    await comes(page, 479, true)
    await expect(comes(page, 481, true)).rejects.toMatchObject(over)
  })

  it('goes on while it is used, for eight hours at most', async () => {
    const page = await signIn()
    const soon = Date.now() + 60_000
    await env.DB.prepare('UPDATE admin_sessions SET expires_at = ?').bind(soon).run()
    const { data } = await pageCall<AdminSessionView>(page, '/session')
    expect(Date.parse(data.expiresAt ?? '')).toBeGreaterThan(soon + 20 * 60_000)
    await env.DB.prepare('UPDATE admin_sessions SET created_at = ?')
      .bind(Date.now() - 8 * 3_600_000)
      .run()
    expect(await pageCall(page, '/session')).toMatchObject({ status: 200 })
    await env.DB.prepare('UPDATE admin_sessions SET expires_at = created_at + 8 * 3600000').run()
    expect(await pageCall(page, '/session')).toMatchObject({ status: 401 })
  })

  it('takes a call that nobody caused for no use, unless it changes something', async () => {
    const page = await signIn()
    const soon = Date.now() + 60_000
    await env.DB.prepare('UPDATE admin_sessions SET expires_at = ?').bind(soon).run()
    const headers = { [UNATTENDED_HEADER]: '1' }
    const end = async () =>
      Date.parse((await pageCall<AdminSessionView>(page, '/session', { headers })).data.expiresAt ?? '')
    expect(await pageCall(page, '/jobs', { headers })).toMatchObject({ status: 200 })
    expect(await end()).toBe(soon)
    expect(await pageCall(page, '/redeem-codes', { headers, json: { count: 1 } })).toMatchObject({ status: 201 })
    expect(await end()).toBeGreaterThan(soon + 20 * 60_000)
  })
})

describe('when an admin was here last', () => {
  it('is kept for who comes by header, by cookie or by Cloudflare Access, and is written now and then', async () => {
    const seen = async (id: string) =>
      (await admin<{ items: AdminView[] }>('/admins')).data.items.find((one) => one.id === id)?.lastSeenAt ?? null
    const { data: byHeader } = await admin<CreatedAdminView>('/admins', { json: { name: 'by header', role: 'viewer' } })
    expect(await seen(byHeader.id)).toBeNull()
    await call('/admin/jobs', { headers: { 'x-admin-token': byHeader.token } })
    expect(Date.parse((await seen(byHeader.id)) ?? '')).toBeGreaterThan(Date.now() - 60_000)

    const { data: byAccess } = await admin<CreatedAdminView>('/admins', {
      json: { name: 'ann@example.com', role: 'viewer' },
    })
    const headers = { 'cf-access-jwt-assertion': await assertion({ email: 'ann@example.com' }) }
    await call('/admin/jobs', { headers: { ...headers, [UNATTENDED_HEADER]: '1' } })
    expect(await seen(byAccess.id)).toBeNull()
    await call('/admin/jobs', { headers })
    expect(await seen(byAccess.id)).not.toBeNull()

    const { made, page } = await newAdmin('viewer')
    const atSignIn = (await seen(made.id)) ?? ''
    expect(atSignIn).not.toBe('')
    const later = async (minutes: number) => {
      const ctx = { ...createCtx(env), now: () => Date.parse(atSignIn) + minutes * 60_000 }
      await noteSeen(ctx, await resumeSession(ctx, page.cookie.split('=')[1] ?? '', true))
      return (Date.parse((await seen(made.id)) ?? '') - Date.parse(atSignIn)) / 60_000
    }
    expect([await later(4), await later(6), await later(9), await later(12)]).toEqual([0, 6, 6, 12])
  })
})
