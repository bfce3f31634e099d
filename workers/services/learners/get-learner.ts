import type { LearnerView } from '../../contract/admin-lists.ts'
import { AppError } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'
import { findLearner } from './list-learners.ts'

/** @throws AppError learner_not_found also for one who is being erased */
export async function getLearner(ctx: Ctx, userId: string): Promise<LearnerView> {
  const learner = await findLearner(ctx, userId)
  if (!learner) throw new AppError('learner_not_found')
  return learner
}
