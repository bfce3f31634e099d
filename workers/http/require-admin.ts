import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { AdminRole } from '../contract/admin-access.ts'
import { UNATTENDED_HEADER } from '../contract/admin-headers.ts'
import { AppError } from '../contract/errors.ts'
import { mayActAs } from '../contract/roles.ts'
import type { Admin } from '../services/admins/admin.ts'
import { isCsrfToken } from '../services/admins/csrf-token.ts'
import { findByToken } from '../services/admins/find-by-token.ts'
import { noteSeen } from '../services/admins/note-seen.ts'
import { resumeSession } from '../services/admins/resume-session.ts'
import { verifyAccess } from '../services/admins/verify-access.ts'
import { clientAddress } from './middleware.ts'
import type { AppEnv } from './types.ts'

export const ADMIN_COOKIE = 'listening-admin'
const MAX_WRONG_HEADERS = 30

/**
 * Sets `admin`. By the header `x-admin-token`, else by Cloudflare Access where it is set up, else by the page's cookie.
 * Whoever a browser speaks for by itself must also send a CSRF token, from this very origin, to change anything.
 * @throws AppError admin_forbidden, admin_session_expired, csrf_failed, rate_limited
 */
export const requireAdmin = createMiddleware<AppEnv>(async (c, next) => {
  const isUse = !isUnattended(c)
  const admin = await identify(c, isUse)
  await assertOwnPage(c, admin)
  if (isUse) await noteSeen(c.get('ctx'), admin)
  c.set('admin', admin)
  await next()
})

/** Behind `requireAdmin`. @throws AppError admin_role_too_low */
export const requireRole = (needed: AdminRole) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (!mayActAs(c.get('admin').role, needed)) throw new AppError('admin_role_too_low', { needed })
    await next()
  })

/** Whoever may only read may change nothing, whatever a route forgets to ask. */
export const readersReadOnly = createMiddleware<AppEnv>(async (c, next) =>
  isRead(c) ? next() : requireRole('support')(c, next),
)

const isRead = (c: Context): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)

/** Only reads are made by nobody. */
const isUnattended = (c: Context): boolean => isRead(c) && c.req.header(UNATTENDED_HEADER) !== undefined

async function identify(c: Context<AppEnv>, isUse: boolean): Promise<Admin> {
  const ctx = c.get('ctx')
  const token = c.req.header('x-admin-token')
  if (token !== undefined) {
    const limitKey = `admin-header:${clientAddress((name) => c.req.header(name))}`
    const { name, role, row } = await findByToken(ctx, token, limitKey, MAX_WRONG_HEADERS)
    return { name, role, row, via: 'header', binding: null, expiresAt: null }
  }
  const assertion = c.req.header('cf-access-jwt-assertion')
  if (ctx.settings.access && assertion) return verifyAccess(ctx, ctx.settings.access, assertion)
  const cookie = getCookie(c, ADMIN_COOKIE)
  if (!cookie) throw new AppError('admin_forbidden')
  return resumeSession(ctx, cookie, isUse)
}

async function assertOwnPage(c: Context<AppEnv>, admin: Admin): Promise<void> {
  if (admin.binding === null || isRead(c)) return
  const given = c.req.header('x-csrf-token') ?? ''
  if (!isOwnOrigin(c) || !(await isCsrfToken(c.get('ctx'), admin.binding, given))) throw new AppError('csrf_failed')
}

/** Browsers say where every changing request comes from, and no page can say otherwise. */
export function isOwnOrigin(c: Context<AppEnv>): boolean {
  const origin = c.req.header('origin')
  return origin === new URL(c.req.url).origin || origin === c.get('ctx').settings.publicOrigin
}
