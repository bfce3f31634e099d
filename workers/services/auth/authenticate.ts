import { and, eq, gt, isNull } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { sessions } from '../../db/schema/users.ts'
import type { Caller, Ctx } from '../context.ts'
import { verifyToken } from './token.ts'

/** @throws AppError missing_token, invalid_token (forged, expired, revoked, or its account is gone) */
export async function authenticate(ctx: Ctx, token: string | null): Promise<Caller> {
  if (!token) throw new AppError('missing_token')
  const { sessionId, userId } = await verifyToken(ctx.settings.jwtSecret, token, ctx.now())
  const [session] = await ctx.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.userId, userId),
        isNull(sessions.revokedAt),
        gt(sessions.expiresAt, ctx.now()),
      ),
    )
  if (!session) throw new AppError('invalid_token')
  return { userId, sessionId }
}
