import { and, eq, gt } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { admins, adminSessions } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import { keyedHash } from '../keyed-hash.ts'
import type { Admin } from './admin.ts'
import { hashAdminToken } from './find-by-token.ts'

const MINUTE_MS = 60_000
/** A session ends after half an hour without use, and after eight hours in any case: a working day. */
export const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS

const OWNER = { name: 'owner', role: 'owner' } as const

export const hashCookie = (ctx: Ctx, cookie: string): Promise<string> =>
  keyedHash(ctx.settings.jwtSecret, `listening:admin-session:${cookie}`)

/**
 * The admin behind a cookie, with the role that the admin has now. Each call that somebody caused moves the end of the
 * session; one that the page makes by itself does not, or an open page would never be left.
 * @throws AppError admin_session_expired also when the session is not known, or its token is no admin's any more
 */
export async function resumeSession(ctx: Ctx, cookie: string, isUse: boolean): Promise<Admin> {
  const now = ctx.now()
  const id = await hashCookie(ctx, cookie)
  const [row] = await ctx.db
    .select({ session: adminSessions, admin: admins })
    .from(adminSessions)
    .leftJoin(admins, eq(admins.id, adminSessions.adminId))
    .where(and(eq(adminSessions.id, id), gt(adminSessions.expiresAt, now)))
  const { session, admin } = row ?? {}
  const isOwner = session?.adminId === null
  if (!session || (isOwner ? session.tokenHash !== (await hashAdminToken(ctx, ctx.settings.adminToken)) : !admin)) {
    throw new AppError('admin_session_expired')
  }
  let { expiresAt } = session
  const later = Math.min(now + IDLE_MS, session.createdAt + LONGEST_MS)
  // Not with every call: a page makes several at once.
  if (isUse && later > expiresAt + MINUTE_MS) {
    expiresAt = later
    await ctx.db.update(adminSessions).set({ expiresAt }).where(eq(adminSessions.id, id))
  }
  const { name, role } = admin ?? OWNER
  return { name, role, row: admin ?? null, via: 'session', binding: id, expiresAt }
}
