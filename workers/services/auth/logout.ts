import { eq } from 'drizzle-orm'
import { sessions } from '../../db/schema/users.ts'
import type { Caller, Ctx } from '../context.ts'

/** Revokes the session that asks; other devices stay signed in. */
export async function logout(ctx: Ctx, caller: Caller): Promise<void> {
  await ctx.db.update(sessions).set({ revokedAt: ctx.now() }).where(eq(sessions.id, caller.sessionId))
}
