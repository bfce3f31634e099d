import type { AdminView } from '../../contract/admin-access.ts'
import { admins } from '../../db/schema/admins.ts'
import { type Ctx, isoTime } from '../context.ts'

export const viewAdmin = (row: typeof admins.$inferSelect): AdminView => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAt: isoTime(row.createdAt),
  lastSeenAt: row.lastSeenAt === null ? null : isoTime(row.lastSeenAt),
})

/** All of them, by name: a house has few. */
export async function listAdmins(ctx: Ctx): Promise<AdminView[]> {
  const rows = await ctx.db.select().from(admins).orderBy(admins.name)
  return rows.map(viewAdmin)
}
