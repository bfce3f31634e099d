import { eq } from 'drizzle-orm'
import type { DeadLetterView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { deadLetters } from '../../db/schema/dead-letters.ts'
import type { Ctx } from '../context.ts'
import { rerunJob } from '../jobs/rerun-job.ts'
import { findDeadLetter } from './find-dead-letter.ts'
import { viewDeadLetter } from './view-dead-letter.ts'

/**
 * Sends a dead job again: its next run begins after the last finished sentence.
 * @throws AppError dead_letter_not_found, job_not_retryable when it was sent again already, or its source is gone;
 * asr_model_disabled, mt_model_disabled when a route it was made with was disabled or deleted
 */
export async function resendDeadLetter(ctx: Ctx, id: string): Promise<DeadLetterView> {
  const row = await findDeadLetter(ctx, id)
  if (!row) throw new AppError('dead_letter_not_found')
  const job = await rerunJob(ctx, row.job)
  const resentAt = ctx.now()
  await ctx.db.update(deadLetters).set({ resentAt }).where(eq(deadLetters.id, id))
  return viewDeadLetter({ letter: { ...row.letter, resentAt }, job })
}
