import type { Ctx } from '../context.ts'
import { isSameSecret } from '../auth/same-secret.ts'
import { keyedHash } from '../keyed-hash.ts'

/** Bound to the session: another session's token, or one from before a new sign-in, is none. */
export const csrfTokenOf = (ctx: Ctx, binding: string): Promise<string> =>
  keyedHash(ctx.settings.jwtSecret, `listening:csrf:${binding}`)

export const isCsrfToken = async (ctx: Ctx, binding: string, given: string): Promise<boolean> =>
  isSameSecret(given, await csrfTokenOf(ctx, binding))
