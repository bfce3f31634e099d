import { AppError } from '../contract/errors.ts'
import type { Ctx } from './context.ts'

/** @throws AppError rate_limited with `retryAfterSeconds` when `key` was used more than `perMinute` times in a minute */
export async function enforceLimit(ctx: Ctx, key: string, perMinute: number): Promise<void> {
  const retryAfterSeconds = await ctx.limits.take(key, perMinute)
  if (retryAfterSeconds !== null) throw new AppError('rate_limited', { retryAfterSeconds })
}
