import { sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { FAIR_LINE } from './fair-line.ts'

/** The job whose turn it is when a runner is free; null when nobody waits. */
export async function nextInLine(ctx: Ctx): Promise<string | null> {
  const [next] = await ctx.db.all<{ id: string }>(sql`SELECT id FROM (${FAIR_LINE}) WHERE place = 1`)
  return next?.id ?? null
}
