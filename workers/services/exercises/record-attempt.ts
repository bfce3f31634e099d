import { and, eq, sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { AttemptBody, AttemptView } from '../../contract/exercises.ts'
import { attempts, exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { gradeAttempt } from '../../domain/grading/grade.ts'
import { gradeWithHints } from '../../domain/practice/hints.ts'
import { type Ctx, newId } from '../context.ts'
import { selectSets, viewProgress } from './view-set.ts'

/**
 * Grades what the learner typed and keeps it. A sentence counts as completed once, however often it is solved. The same
 * attempt sent again (the answer to it was lost on the way) is graded again and kept once.
 * @throws AppError exercise_not_found, item_not_found, also for somebody else's
 */
export async function recordAttempt(ctx: Ctx, userId: string, setId: string, body: AttemptBody): Promise<AttemptView> {
  const ownSet = and(eq(exerciseSets.id, setId), eq(exerciseSets.userId, userId))
  const [found] = await ctx.db
    .select({ item: exerciseItems })
    .from(exerciseSets)
    .leftJoin(exerciseItems, and(eq(exerciseItems.setId, exerciseSets.id), eq(exerciseItems.id, body.itemId)))
    .where(ownSet)
  if (!found) throw new AppError('exercise_not_found')
  if (!found.item) throw new AppError('item_not_found')

  const { item } = found
  const submitted = body.submittedWords ?? body.text ?? ''
  const strictness = body.strictness ?? 'standard'
  const grade = gradeWithHints(gradeAttempt(item.transcriptEn, submitted, strictness), body.hints, body.given)
  const attemptId = body.attemptId ?? newId()
  const now = ctx.now()
  const [, , , [row]] = await ctx.db.batch([
    ctx.db
      .insert(attempts)
      .values({
        id: attemptId,
        userId,
        itemId: item.id,
        submitted,
        strictness,
        verdicts: grade.verdicts,
        score: grade.score,
        isCorrect: grade.isCorrect,
        mode: body.mode ?? null,
        hints: body.hints,
        given: body.given,
        replays: body.replays,
        createdAt: now,
      })
      .onConflictDoNothing(),
    ctx.db
      .update(exerciseItems)
      .set({ solvedAt: sql`COALESCE(${exerciseItems.solvedAt}, ${grade.isCorrect ? now : null})` })
      .where(eq(exerciseItems.id, item.id)),
    ctx.db
      .update(exerciseSets)
      .set({ lastSegmentIndex: Math.max(0, item.segmentIndex) })
      .where(ownSet),
    selectSets(ctx, ownSet),
  ])
  if (!row) throw new AppError('exercise_not_found')
  return { attemptId, ...grade, progress: viewProgress(row) }
}
