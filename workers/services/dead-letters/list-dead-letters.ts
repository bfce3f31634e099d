import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { DeadLetterView } from '../../contract/admin.ts'
import type { PageQuery } from '../../contract/common.ts'
import type { Page } from '../../contract/envelope.ts'
import { deadLetters } from '../../db/schema/dead-letters.ts'
import { jobs } from '../../db/schema/jobs.ts'
import type { Ctx } from '../context.ts'
import { behind, toPage } from '../cursor.ts'
import { type DeadLetterRow, viewDeadLetter } from './view-dead-letter.ts'

/** The jobs whose message the queue gave up, those that died last first. */
export async function listDeadLetters(ctx: Ctx, query: PageQuery): Promise<Page<DeadLetterView>> {
  const before = behind(query.cursor, deadLetters.diedAt, deadLetters.id)
  const rows: DeadLetterRow[] = await ctx.db
    .select({ letter: deadLetters, job: jobs })
    .from(deadLetters)
    .innerJoin(jobs, eq(jobs.id, deadLetters.jobId))
    .where(and(isNotNull(deadLetters.diedAt), before))
    .orderBy(desc(deadLetters.diedAt), desc(deadLetters.id))
    .limit(query.limit + 1)
  return toPage(rows, query.limit, viewDeadLetter, ({ letter }) => ({ at: letter.diedAt ?? 0, id: letter.id }))
}
