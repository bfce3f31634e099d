import type { DeletionView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { deleteAccount } from '../account/delete-account.ts'
import type { Ctx } from '../context.ts'
import { getLearner } from './get-learner.ts'

/**
 * Erases a learner as the learner could: for good. The address is typed once more so that no slip of the hand erases.
 * @throws AppError learner_not_found, validation_failed when the address is another
 */
export async function eraseLearner(ctx: Ctx, userId: string, email: string): Promise<DeletionView> {
  const learner = await getLearner(ctx, userId)
  if (learner.email !== email) throw new AppError('validation_failed', { fields: { email: 'Not this learner’s.' } })
  return deleteAccount(ctx, userId)
}
