import { sql } from 'drizzle-orm'
import { users } from '../../db/schema/users.ts'
import { beginsWith, FEW } from '../beginnings.ts'
import type { Ctx } from '../context.ts'

/** The ids of the learners whose addresses begin so (lower case); null when they are more than a few. */
export async function findFewLearners(ctx: Ctx, beginning: string): Promise<string[] | null> {
  const rows = await ctx.db
    .select({ id: users.id })
    .from(users)
    .where(beginsWith(sql`${users.email}`, beginning))
    .limit(FEW + 1)
  return rows.length > FEW ? null : rows.map(({ id }) => id)
}
