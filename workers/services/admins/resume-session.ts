import { and, eq, gt } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { admins, adminSessions } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import { keyedHash } from '../keyed-hash.ts'
import type { Admin } from './admin.ts'
import { hashAdminToken } from './find-by-token.ts'

const MINUTE_MS = 60_000
/** A session ends after half an hour without a call, and after eight hours in any case: a working day. */
export const IDLE_MS = 30 * MINUTE_MS
const LONGEST_MS = 8 * 60 * MINUTE_MS

export const hashCookie = (ctx: Ctx, cookie: string): Promise<string> =>
  keyedHash(ctx.settings.jwtSecret, `listening:admin-session:${cookie}`)

/**
 * The admin behind a cookie, with the role that the admin has now. Each call moves the end of the session.
 * @throws AppError admin_session_expired also when the session is not known, or its token is no admin's any more
 */
export async function resumeSession(ctx: Ctx, cookie: string): Promise<Admin> {
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
  const expiresAt = Math.min(now + IDLE_MS, session.createdAt + LONGEST_MS)
  // Not with every call: a page makes several at once.
  if (expiresAt > session.expiresAt + MINUTE_MS) {
    await ctx.db.update(adminSessions).set({ expiresAt }).where(eq(adminSessions.id, id))
  }
  return { name: admin?.name ?? 'owner', role: admin?.role ?? 'owner', via: 'session', binding: id, expiresAt }
}
