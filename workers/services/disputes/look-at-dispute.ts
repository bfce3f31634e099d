import { eq, sql } from 'drizzle-orm'
import { exerciseItems } from '../../db/schema/exercises.ts'
import { itemEdits } from '../../db/schema/practice.ts'
import type { Ctx } from '../context.ts'

/**
 * How a dispute stands, for the log of changes: where the sentence begins and ends, and how it was settled. What was said
 * stays with the learner, since the log outlives the account. Null when there is no such dispute.
 */
export async function lookAtDispute(ctx: Ctx, id: string) {
  const { settlement } = itemEdits
  const { startMs, endMs } = exerciseItems
  const [row] = await ctx.db
    .select({ settlement, startMs, endMs })
    .from(itemEdits)
    .leftJoin(exerciseItems, eq(exerciseItems.id, sql`${itemEdits.before} ->> 'id'`))
    .where(eq(itemEdits.id, id))
  return row ?? null
}
