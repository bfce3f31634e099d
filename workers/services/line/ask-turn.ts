import { sql } from 'drizzle-orm'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from '../runs/held-by.ts'
import { FAIR_LINE } from './fair-line.ts'

/**
 * Whether it is this job's turn: null when it is, or nobody waits; else its place, and it waits in line from now on. Those
 * that came this moment and were not refused a runner yet are nobody's hindrance.
 */
export async function askTurn(ctx: Ctx, lease: Lease): Promise<number | null> {
  const [, line] = await transact(ctx.db, [
    sql`
      UPDATE jobs SET status = 'queued', stage = 'queued', waiting_since = COALESCE(waiting_since, ${ctx.now()})
      WHERE ${heldBy(lease)} AND EXISTS (
        SELECT 1 FROM jobs w WHERE w.status = 'queued' AND w.waiting_since IS NOT NULL AND w.id <> ${lease.jobId})`,
    sql`SELECT place FROM (${FAIR_LINE}) WHERE id = ${lease.jobId} AND place > 1`,
  ])
  const place = line?.results[0]?.['place']
  return typeof place === 'number' ? place : null
}
