import type { SessionView, UserView } from '../../contract/auth.ts'
import { sessions } from '../../db/schema/users.ts'
import { type Ctx, newId } from '../context.ts'
import { signToken } from './token.ts'

/** Writes the session's row and signs its token. The user's row must exist. */
export async function openSession(ctx: Ctx, user: UserView): Promise<SessionView> {
  const id = newId()
  const createdAt = ctx.now()
  const expiresAt = createdAt + ctx.settings.sessionMs
  await ctx.db.insert(sessions).values({ id, userId: user.id, createdAt, expiresAt })
  return { token: await signToken(ctx.settings.jwtSecret, id, user.id, expiresAt), user }
}
