import { eq } from 'drizzle-orm'
import type { LoginBody, SessionView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { users } from '../../db/schema/users.ts'
import type { Ctx } from '../context.ts'
import { enforceLimit } from '../enforce-limit.ts'
import { openSession } from './open-session.ts'
import { hashPassword, pretendToVerify, verifyPassword } from './password.ts'

/**
 * Signs in. An unknown address and a wrong password get the same answer after the same work.
 * @throws AppError invalid_credentials, account_disabled, rate_limited
 */
export async function login(ctx: Ctx, body: LoginBody, address: string): Promise<SessionView> {
  await enforceLimit(ctx, `login:${address}:${body.email}`, ctx.settings.loginTriesPerMinute)
  const [user] = await ctx.db.select().from(users).where(eq(users.email, body.email))
  if (!user) {
    await pretendToVerify(body.password)
    throw new AppError('invalid_credentials')
  }
  const { ok, outdated } = await verifyPassword(body.password, user.passwordHash)
  if (!ok) throw new AppError('invalid_credentials')
  if (outdated) {
    await ctx.db
      .update(users)
      .set({ passwordHash: await hashPassword(body.password) })
      .where(eq(users.id, user.id))
  }
  return openSession(ctx, { id: user.id, email: user.email })
}
