import { sql } from 'drizzle-orm'
import type { SessionView, UserView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { type Ctx, newId } from '../context.ts'
import { signToken } from './token.ts'

/**
 * Writes the session's row and signs its token. Nobody slips in while the account is being disabled: the statement that
 * writes the row looks. @throws AppError account_disabled
 */
export async function openSession(ctx: Ctx, user: UserView): Promise<SessionView> {
  const id = newId()
  const createdAt = ctx.now()
  const expiresAt = createdAt + ctx.settings.sessionMs
  const { meta } = await ctx.db.run(sql`
    INSERT INTO sessions (id, user_id, created_at, expires_at)
    SELECT ${id}, id, ${createdAt}, ${expiresAt} FROM users WHERE id = ${user.id} AND disabled_at IS NULL`)
  if (meta.changes === 0) throw new AppError('account_disabled')
  return { token: await signToken(ctx.settings.jwtSecret, id, user.id, expiresAt), user }
}
