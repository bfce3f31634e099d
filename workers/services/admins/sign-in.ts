import { Buffer } from 'node:buffer'
import { lte } from 'drizzle-orm'
import type { AdminSignInBody } from '../../contract/admin-access.ts'
import { adminSessions } from '../../db/schema/admins.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import type { Admin } from './admin.ts'
import { findByToken } from './find-by-token.ts'
import { noteSeen } from './note-seen.ts'
import { hashCookie, IDLE_MS } from './resume-session.ts'

const MAX_WRONG = 5

/**
 * Exchanges an admin's token for a session; `cookie` is what the browser keeps, and only its hash is stored.
 * @throws AppError admin_forbidden, rate_limited after five wrong tokens in a minute
 */
export async function signIn(
  ctx: Ctx,
  body: AdminSignInBody,
  address: string,
): Promise<{ cookie: string; admin: Admin }> {
  const holder = await findByToken(ctx, body.token, `admin-sign-in:${address}`, MAX_WRONG)
  const cookie = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
  const id = await hashCookie(ctx, cookie)
  const createdAt = ctx.now()
  const expiresAt = createdAt + IDLE_MS
  const { name, role, row, tokenHash } = holder
  const adminId = row?.id ?? null
  await transact(ctx.db, [
    ctx.db.delete(adminSessions).where(lte(adminSessions.expiresAt, createdAt)),
    ctx.db.insert(adminSessions).values({ id, adminId, tokenHash, createdAt, expiresAt }),
  ])
  const admin: Admin = { name, role, row, via: 'session', binding: id, expiresAt }
  await noteSeen(ctx, admin)
  return { cookie, admin }
}
