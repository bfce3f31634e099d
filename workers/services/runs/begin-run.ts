import { and, desc, eq, inArray } from 'drizzle-orm'
import type { RunnerJob } from '../../contract/runner.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { jobs } from '../../db/schema/jobs.ts'
import { HEARTBEAT_MS } from '../../domain/job/machine.ts'
import type { Ctx } from '../context.ts'
import { findChains } from '../model-routes/find-chains.ts'
import { toRunnerRoute } from '../model-routes/to-runner-route.ts'
import { signRunToken } from './run-token.ts'

/**
 * Marks the job as running and describes the work for the runner, from the last finished sentence on.
 * Null when there is nothing to do any more: the job has ended or is gone.
 */
export async function beginRun(ctx: Ctx, jobId: string, lease: number, origin: string): Promise<RunnerJob | null> {
  const [[job], , [last]] = await ctx.db.batch([
    ctx.db
      .update(jobs)
      .set({ status: 'running', stage: 'ingest', updatedAt: ctx.now() })
      .where(and(eq(jobs.id, jobId), inArray(jobs.status, ['queued', 'running'])))
      .returning(),
    ctx.db.update(exerciseSets).set({ complete: false }).where(eq(exerciseSets.jobId, jobId)),
    ctx.db
      .select({ segmentIndex: exerciseItems.segmentIndex, endMs: exerciseItems.endMs })
      .from(exerciseItems)
      .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
      .where(eq(exerciseSets.jobId, jobId))
      .orderBy(desc(exerciseItems.segmentIndex))
      .limit(1),
  ])
  if (!job) return null
  const chains = await findChains(ctx, job)
  return {
    jobId,
    lease,
    token: await signRunToken(ctx.settings.runnerSecret, jobId, lease, ctx.now()),
    callbackUrl: `${origin}/runner/v1/jobs/${jobId}`,
    source:
      job.sourceUrl === null
        ? { kind: 'stored', sizeBytes: job.sourceBytes, fileName: job.sourceFileName }
        : { kind: 'url', url: job.sourceUrl },
    // What runners knew before there were routes; every runner has this model.
    asr: { provider: 'embedded', model: 'moonshine-base' },
    asrRoutes: chains.asr.map((route) => toRunnerRoute(ctx, route)),
    mtRoutes: chains.mt.map((route) => toRunnerRoute(ctx, route)),
    limits: { maxDurationMs: ctx.settings.maxDurationMs, maxSourceBytes: ctx.settings.maxUploadBytes },
    resume: last ? { segmentIndex: last.segmentIndex + 1, fromMs: last.endMs } : { segmentIndex: 0, fromMs: 0 },
    heartbeatMs: HEARTBEAT_MS,
    ...(job.subtitlesKey !== null && { hasSubtitles: true }),
  }
}
