import { and, eq, sql } from 'drizzle-orm'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** Decoders and containers differ by less than this; a larger gap is a file that was cut off. */
const TOLERANCE_MS = 1_000

/** The recording turned out to be shorter than it said: what is not there is not charged. */
export async function shortenRun(ctx: Ctx, jobId: string, decodedMs: number): Promise<void> {
  await ctx.db
    .update(jobs)
    .set({ durationMs: decodedMs })
    .where(and(eq(jobs.id, jobId), eq(jobs.status, 'running'), sql`${jobs.durationMs} > ${decodedMs + TOLERANCE_MS}`))
}
