import { sql } from 'drizzle-orm'
import type { LearnerView } from '../../contract/admin-lists.ts'
import { AppError } from '../../contract/errors.ts'
import { transact } from '../../db/transact.ts'
import type { Ctx } from '../context.ts'
import { getLearner } from './get-learner.ts'

/**
 * Closes an account, or opens it again. All sessions end in the same transaction, and nobody can sign in; what the learner
 * has stays as it is, and a job that is under way goes on.
 * @throws AppError learner_not_found, learner_already_so
 */
export async function disableLearner(ctx: Ctx, userId: string, disabled: boolean): Promise<LearnerView> {
  await getLearner(ctx, userId)
  const [changed] = await transact(ctx.db, [
    disabled
      ? sql`UPDATE users SET disabled_at = ${ctx.now()} WHERE id = ${userId} AND disabled_at IS NULL`
      : sql`UPDATE users SET disabled_at = NULL WHERE id = ${userId} AND disabled_at IS NOT NULL`,
    sql`DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE id = ${userId} AND disabled_at IS NOT NULL)`,
  ])
  if (!changed?.meta.changes) throw new AppError('learner_already_so')
  return getLearner(ctx, userId)
}
