import { sql } from 'drizzle-orm'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from '../runs/held-by.ts'
import { FAIR_LINE } from './fair-line.ts'

/** No runner was free: the learner sees the job waiting, not running. Its place in line, from 1. */
export async function standInLine(ctx: Ctx, lease: Lease): Promise<number> {
  const [, line] = await transact(ctx.db, [
    sql`
      UPDATE jobs SET status = 'queued', stage = 'queued', waiting_since = COALESCE(waiting_since, ${ctx.now()})
      WHERE ${heldBy(lease)}`,
    sql`SELECT place FROM (${FAIR_LINE}) WHERE id = ${lease.jobId}`,
  ])
  const place = line?.results[0]?.['place']
  return typeof place === 'number' ? place : 1
}
