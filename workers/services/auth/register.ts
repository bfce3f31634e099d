import type { RegisterBody, SessionView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { users } from '../../db/schema/users.ts'
import { wallets } from '../../db/schema/wallet.ts'
import { type Ctx, newId } from '../context.ts'
import { openSession } from './open-session.ts'
import { hashPassword } from './password.ts'
import { enforceLimit } from '../enforce-limit.ts'

/**
 * Makes an account with an empty wallet and signs it in.
 * @throws AppError email_exists, rate_limited
 */
export async function register(ctx: Ctx, body: RegisterBody, address: string): Promise<SessionView> {
  await enforceLimit(ctx, `register:${address}`, ctx.settings.registrationsPerMinute)
  const user = { id: newId(), email: body.email }
  const createdAt = ctx.now()
  const passwordHash = await hashPassword(body.password)
  const [inserted] = await ctx.db
    .insert(users)
    .values({ ...user, passwordHash, createdAt })
    .onConflictDoNothing()
    .returning({ id: users.id })
  if (!inserted) throw new AppError('email_exists')
  await ctx.db.insert(wallets).values({ id: newId(), userId: user.id, createdAt })
  return openSession(ctx, user)
}
