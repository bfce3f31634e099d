import { eq } from 'drizzle-orm'
import { admins } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import type { Admin } from './admin.ts'

/** How old `lastSeenAt` may be before it is written again, milliseconds: a page makes several calls at once. */
const SEEN_EVERY_MS = 5 * 60_000

/** Keeps when a named admin was here last, however they come: by session, header or Cloudflare Access. */
export async function noteSeen(ctx: Ctx, { row }: Admin): Promise<void> {
  const lastSeenAt = ctx.now()
  if (row === null || lastSeenAt - (row.lastSeenAt ?? 0) < SEEN_EVERY_MS) return
  await ctx.db.update(admins).set({ lastSeenAt }).where(eq(admins.id, row.id))
}
