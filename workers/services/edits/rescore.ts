import { desc, eq, isNull, and } from 'drizzle-orm'
import { attempts, exerciseItems } from '../../db/schema/exercises.ts'
import type { Statement } from '../../db/transact.ts'
import { gradeAttempt } from '../../domain/grading/grade.ts'
import { gradeWithHints } from '../../domain/practice/hints.ts'
import type { Ctx } from '../context.ts'

/** Tries at one sentence that are looked at again; a transaction has its limits. */
const MOST = 100

/**
 * What to write so that past attempts count by a corrected key. A score never falls: what was right by the old key was
 * right as far as the learner could know.
 */
export async function rescore(ctx: Ctx, itemId: string, transcriptEn: string): Promise<Statement[]> {
  const rows = await ctx.db
    .select()
    .from(attempts)
    .where(eq(attempts.itemId, itemId))
    .orderBy(desc(attempts.createdAt))
    .limit(MOST)
  const better = rows.flatMap((row) => {
    const grade = gradeWithHints(gradeAttempt(transcriptEn, row.submitted, row.strictness), row.hints, row.given)
    return grade.score > row.score || (grade.isCorrect && !row.isCorrect) ? [{ id: row.id, grade }] : []
  })
  const updates: Statement[] = better.map(({ id, grade }) =>
    ctx.db
      .update(attempts)
      .set({ verdicts: grade.verdicts, score: grade.score, isCorrect: grade.isCorrect })
      .where(eq(attempts.id, id)),
  )
  // The newest come first, and it was solved with the first that was right.
  const solved = rows.findLast((row) => better.some(({ id, grade }) => id === row.id && grade.isCorrect))
  if (solved) {
    updates.push(
      ctx.db
        .update(exerciseItems)
        .set({ solvedAt: solved.createdAt })
        .where(and(eq(exerciseItems.id, itemId), isNull(exerciseItems.solvedAt))),
    )
  }
  return updates
}
