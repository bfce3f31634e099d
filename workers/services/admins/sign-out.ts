import { eq } from 'drizzle-orm'
import { adminSessions } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import type { Admin } from './admin.ts'

/** Ends the session: its cookie is worth nothing from then on. */
export async function signOut(ctx: Ctx, admin: Admin): Promise<void> {
  if (admin.via !== 'session' || admin.binding === null) return
  await ctx.db.delete(adminSessions).where(eq(adminSessions.id, admin.binding))
}
