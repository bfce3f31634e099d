import { sql } from 'drizzle-orm'
import type { RegisterBody, SessionView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { users } from '../../db/schema/users.ts'
import { transact } from '../../db/transact.ts'
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
  // One transaction: nobody is without a wallet. The address is taken when the first statement writes no row.
  const [account] = await transact(ctx.db, [
    ctx.db
      .insert(users)
      .values({ ...user, passwordHash, createdAt })
      .onConflictDoNothing(),
    sql`INSERT INTO wallets (id, user_id, created_at) SELECT ${newId()}, id, ${createdAt} FROM users WHERE id = ${user.id}`,
  ])
  if (!account?.meta.changes) throw new AppError('email_exists')
  return openSession(ctx, user)
}
