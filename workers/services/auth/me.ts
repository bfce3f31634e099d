import { eq } from 'drizzle-orm'
import type { UserView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { users } from '../../db/schema/users.ts'
import type { Caller, Ctx } from '../context.ts'

export async function me(ctx: Ctx, caller: Caller): Promise<UserView> {
  const [user] = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(eq(users.id, caller.userId))
  if (!user) throw new AppError('invalid_token')
  return user
}
