import { sql } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'
import { FAIR_LINE } from './fair-line.ts'

/** The places in line of those of a person's jobs that wait, by job id. Asks nothing when none does. */
export async function findPlaces(ctx: Ctx, rows: readonly JobRow[]): Promise<Map<string, number>> {
  const waiting = rows.find((row) => row.status === 'queued' && row.waitingSince !== null)
  if (!waiting) return new Map()
  const places = await ctx.db.all<{ id: string; place: number }>(sql`
    SELECT id, place FROM (${FAIR_LINE}) WHERE user_id = ${waiting.userId}`)
  return new Map(places.map(({ id, place }) => [id, place]))
}
