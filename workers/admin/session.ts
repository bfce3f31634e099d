import { type Context, Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { adminSignInBody } from '../contract/admin-access.ts'
import { AppError } from '../contract/errors.ts'
import { answer } from '../http/answer.ts'
import { clientAddress } from '../http/middleware.ts'
import { ADMIN_COOKIE, isOwnOrigin, requireAdmin } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { signIn } from '../services/admins/sign-in.ts'
import { signOut } from '../services/admins/sign-out.ts'
import { viewSession } from '../services/admins/view-session.ts'

/** Where the admin API lies: the cookie goes nowhere else. Plain http is for trying things on one's own machine. */
const cookieOptions = (c: Context<AppEnv>) =>
  ({
    path: '/api/v2/admin',
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(c.req.url).protocol === 'https:',
  }) as const

export const sessionRoutes = new Hono<AppEnv>()
  .post('/', async (c) => {
    // A page elsewhere must not sign somebody in either.
    if (c.req.header('origin') !== undefined && !isOwnOrigin(c)) throw new AppError('csrf_failed')
    const ctx = c.get('ctx')
    const body = await readJson(c, adminSignInBody)
    const { cookie, admin } = await signIn(
      ctx,
      body,
      clientAddress((name) => c.req.header(name)),
    )
    setCookie(c, ADMIN_COOKIE, cookie, cookieOptions(c))
    return answer(c, await viewSession(ctx, admin), 201)
  })
  .use(requireAdmin)
  .get('/', async (c) => answer(c, await viewSession(c.get('ctx'), c.get('admin'))))
  .delete('/', async (c) => {
    await signOut(c.get('ctx'), c.get('admin'))
    deleteCookie(c, ADMIN_COOKIE, cookieOptions(c))
    return answer(c, { signedOut: true })
  })
