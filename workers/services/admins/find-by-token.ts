import { eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { admins } from '../../db/schema/admins.ts'
import { isSameSecret } from '../auth/same-secret.ts'
import type { Ctx } from '../context.ts'
import { keyedHash } from '../keyed-hash.ts'
import type { Admin } from './admin.ts'

export type TokenHolder = Pick<Admin, 'name' | 'role' | 'row'> & { tokenHash: string }

export const hashAdminToken = (ctx: Ctx, token: string): Promise<string> =>
  keyedHash(ctx.settings.jwtSecret, `listening:admin-token:${token}`)

/**
 * Whose token it is. Wrong tokens are counted by the sender's address, and after `maxWrong` in a minute the right one is
 * refused too, until the first of them is a minute old: each guess is one call of the limit's object, so the count is
 * exact for guesses at the same time.
 * @throws AppError admin_forbidden, rate_limited
 */
export async function findByToken(ctx: Ctx, token: string, limitKey: string, maxWrong: number): Promise<TokenHolder> {
  const holder = token === '' ? null : await lookUp(ctx, token)
  const retryAfterSeconds =
    token === '' ? null : holder ? await ctx.limits.peek(limitKey, maxWrong) : await ctx.limits.take(limitKey, maxWrong)
  if (retryAfterSeconds !== null) throw new AppError('rate_limited', { retryAfterSeconds })
  if (!holder) throw new AppError('admin_forbidden')
  return holder
}

async function lookUp(ctx: Ctx, token: string): Promise<TokenHolder | null> {
  const tokenHash = await hashAdminToken(ctx, token)
  if (await isSameSecret(token, ctx.settings.adminToken)) {
    return { row: null, name: 'owner', role: 'owner', tokenHash }
  }
  const [row] = await ctx.db.select().from(admins).where(eq(admins.tokenHash, tokenHash))
  return row ? { row, name: row.name, role: row.role, tokenHash } : null
}
