import { and, eq, isNotNull } from 'drizzle-orm'
import { deadLetters } from '../../db/schema/dead-letters.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import type { DeadLetterRow } from './view-dead-letter.ts'

export async function findDeadLetter(ctx: Ctx, id: string): Promise<DeadLetterRow | undefined> {
  const [row] = await ctx.db
    .select({ letter: deadLetters, job: jobs })
    .from(deadLetters)
    .innerJoin(jobs, eq(jobs.id, deadLetters.jobId))
    .where(and(eq(deadLetters.id, id), isNotNull(deadLetters.diedAt)))
  return row
}
