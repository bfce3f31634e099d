import { and, desc, eq, inArray, lte, or, sql, type SQL } from 'drizzle-orm'
import { exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'

/** A set without clips, or without some of them, and the job that made it. */
export type Restorable = { set: typeof exerciseSets.$inferSelect; job: typeof jobs.$inferSelect }

function restorable(ctx: Ctx, userId: string, where: SQL | undefined): SQL | undefined {
  const lacksClips = sql`EXISTS (SELECT 1 FROM exercise_items i WHERE i.set_id = ${exerciseSets.id} AND i.clip_gone = 1)`
  return and(
    eq(exerciseSets.userId, userId),
    inArray(jobs.status, ['succeeded', 'failed', 'cancelled']),
    or(lte(exerciseSets.audioExpiresAt, ctx.now()), lacksClips),
    where,
  )
}

/** The newest of a person's sets that lack clips and fit `where`; null when there is none. */
export async function findRestorable(ctx: Ctx, userId: string, where: SQL | undefined): Promise<Restorable | null> {
  const [row] = await ctx.db
    .select({ set: exerciseSets, job: jobs })
    .from(exerciseSets)
    .innerJoin(jobs, eq(jobs.id, exerciseSets.jobId))
    .where(restorable(ctx, userId, where))
    .orderBy(desc(exerciseSets.createdAt))
    .limit(1)
  return row ?? null
}

/** Whether a file this person brings might be one of theirs: then an empty wallet is no reason to refuse it unread. */
export const hasRestorable = async (ctx: Ctx, userId: string): Promise<boolean> =>
  (await findRestorable(ctx, userId, sql`${jobs.sourceHash} IS NOT NULL`)) !== null
