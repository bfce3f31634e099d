import { and, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import { deletions } from '../../db/schema/deletions.ts'
import { sessions } from '../../db/schema/users.ts'
import { continueDeletion } from '../account/continue-deletion.ts'
import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { rearmRuns } from '../runs/rearm-runs.ts'
import { sweepClips, sweepSources, sweepUploads } from './sweep-expired.ts'
import { sweepLostClips, sweepLostSources, sweepLostUploads } from './sweep-lost.ts'
import { sweepOrphans } from './sweep-orphans.ts'

const DAY_MS = 86_400_000
/** People and, of each, jobs that a run deletes at most. */
const DELETIONS = 5
const JOBS_PER_DELETION = 20

/**
 * What the cron does every five minutes: what people asked to be deleted and media whose time is up goes, in chunks, media the
 * oldest first; rows and objects that lost each other are found; before all that, jobs that nobody watches any more go on. Running it
 * twice, or twice at once, does no harm.
 */
const STEPS = {
  jobs: rearmRuns,
  deletions: sweepDeletions,
  sources: sweepSources,
  clips: sweepClips,
  uploads: sweepUploads,
  sessions: sweepSessions,
  orphans: sweepOrphans,
  lostSources: sweepLostSources,
  lostUploads: sweepLostUploads,
  lostClips: sweepLostClips,
} as const satisfies Record<string, (ctx: Ctx) => Promise<void>>

/** One step's failure does not keep the others from their work; it is told, and comes again in five minutes. */
export async function sweep(ctx: Ctx): Promise<void> {
  for (const [step, run] of Object.entries(STEPS)) {
    try {
      await run(ctx)
    } catch (error) {
      logEvent('error', 'sweep_failed', { step, error })
    }
  }
}

/**
 * Goes on with deletions that failed on their way or were too much for one request. Which go first is left to chance, and one
 * that fails is told and passed over: some that cannot go on do not stand in the way of the rest.
 */
async function sweepDeletions(ctx: Ctx): Promise<void> {
  const open = await ctx.db
    .select({ id: deletions.id, userId: deletions.userId })
    .from(deletions)
    .where(isNull(deletions.finishedAt))
    .orderBy(sql`RANDOM()`)
    .limit(DELETIONS)
  for (const { id, userId } of open) {
    if (userId === null) continue
    try {
      await continueDeletion(ctx, { id, userId }, JOBS_PER_DELETION)
    } catch (error) {
      logEvent('error', 'deletion_unfinished', { error })
    }
  }
}

async function sweepSessions(ctx: Ctx): Promise<void> {
  const before = ctx.now() - DAY_MS
  await ctx.db
    .delete(sessions)
    .where(or(lt(sessions.expiresAt, before), and(isNotNull(sessions.revokedAt), lt(sessions.revokedAt, before))))
}
