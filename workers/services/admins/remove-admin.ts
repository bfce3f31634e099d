import { eq } from 'drizzle-orm'
import type { AdminView } from '../../contract/admin-access.ts'
import { AppError } from '../../contract/errors.ts'
import { admins } from '../../db/schema/admins.ts'
import type { Ctx } from '../context.ts'
import { viewAdmin } from './list-admins.ts'

/** The token and all sessions are worth nothing from then on; the log keeps the name. @throws AppError admin_not_found */
export async function removeAdmin(ctx: Ctx, id: string): Promise<AdminView> {
  const [row] = await ctx.db.delete(admins).where(eq(admins.id, id)).returning()
  if (!row) throw new AppError('admin_not_found')
  return viewAdmin(row)
}
