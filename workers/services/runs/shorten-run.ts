import { and, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { heldBy, type Lease } from './held-by.ts'

/** Decoders and containers differ by less than this; a larger gap is a file that was cut off. */
const TOLERANCE_MS = 1_000

/** The recording turned out to be shorter than it said: what is not there is not charged. */
export async function shortenRun(ctx: Ctx, lease: Lease, decodedMs: number): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({ durationMs: decodedMs })
    .where(and(heldBy(lease), sql`${jobs.durationMs} > ${decodedMs + TOLERANCE_MS}`))
}
