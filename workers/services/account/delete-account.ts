import { eq, sql } from 'drizzle-orm'
import type { DeletionView } from '../../contract/auth.ts'
import { AppError } from '../../contract/errors.ts'
import { deletions } from '../../db/schema/deletions.ts'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { continueDeletion } from './continue-deletion.ts'

/** A request has a budget; whoever has more jobs than this is deleted to the end by the sweep. */
const JOBS_PER_REQUEST = 50

/**
 * Deletes a person. One transaction closes the account for good: sessions end, the address is free, nobody can sign in. What
 * is left to delete is deleted here, and where that fails or is too much, by the sweep, from where it stopped.
 */
export async function deleteAccount(ctx: Ctx, userId: string): Promise<DeletionView> {
  await transact(ctx.db, [
    sql`
      INSERT INTO deletions (id, user_id, requested_at) SELECT ${newId()}, id, ${ctx.now()} FROM users WHERE id = ${userId}
      ON CONFLICT (user_id) DO NOTHING`,
    sql`UPDATE users SET email = 'deleted:' || id, password_hash = '' WHERE id = ${userId}`,
    sql`DELETE FROM sessions WHERE user_id = ${userId}`,
  ])
  const [deletion] = await ctx.db.select({ id: deletions.id }).from(deletions).where(eq(deletions.userId, userId))
  // Another request of the same person came first, and all is gone.
  if (!deletion) throw new AppError('invalid_token')
  return { deleted: true, deletionRequestId: deletion.id, finished: await tryToFinish(ctx, deletion.id, userId) }
}

async function tryToFinish(ctx: Ctx, deletionId: string, userId: string): Promise<boolean> {
  try {
    return await continueDeletion(ctx, { id: deletionId, userId }, JOBS_PER_REQUEST)
  } catch (error) {
    logEvent('error', 'deletion_unfinished', { error })
    return false
  }
}
