import { sql } from 'drizzle-orm'
import { transact } from '../../db/transact.ts'
import { type Ctx, newId } from '../context.ts'
import { describeFault } from '../describe-fault.ts'

const MAX_REASON = 500

/** Keeps why a job's message could not be handed over: should it die, its dead letter does not know. */
export async function noteFailure(ctx: Ctx, jobId: string, error: unknown): Promise<void> {
  const reason = describeFault(error).slice(0, MAX_REASON)
  await transact(ctx.db, [
    sql`
      INSERT INTO dead_letters (id, job_id, reason, created_at)
      SELECT ${newId()}, id, ${reason}, ${ctx.now()} FROM jobs WHERE id = ${jobId}
      ON CONFLICT (job_id) DO UPDATE SET reason = excluded.reason`,
  ])
}
