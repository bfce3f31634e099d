import { and, desc, eq, exists, inArray, lt } from 'drizzle-orm'
import type { QuoteView } from '../../contract/jobs.ts'
import type { RunnerJob } from '../../contract/runner.ts'
import { exerciseItems, exerciseSets } from '../../db/schema/exercises.ts'
import { type ChainNames, jobs } from '../../db/schema/jobs.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { BEATS_PER_LEASE } from '../../domain/job/machine.ts'
import type { Ctx } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'
import { type Chains, chainsOf, findChains, namesOf } from '../model-routes/find-chains.ts'
import { toRunnerRoute } from '../model-routes/to-runner-route.ts'
import { DELIVERED_MS } from './delivered.ts'
import { heldBy, type Lease } from './held-by.ts'
import { signRunToken } from './run-token.ts'

/**
 * Gives the job to a new lease and describes the work for the runner, from the last finished sentence on: from here on
 * nothing under an earlier lease is stored. Null when there is nothing to do any more: the run has ended, or the job is gone.
 */
export async function beginRun(ctx: Ctx, { jobId, lease }: Lease, run: number): Promise<RunnerJob | null> {
  const isGiven = exists(ctx.db.select({ id: jobs.id }).from(jobs).where(heldBy({ jobId, lease })))
  const [[job], , [last]] = await ctx.db.batch([
    ctx.db
      .update(jobs)
      .set({ lease })
      .where(
        and(eq(jobs.id, jobId), eq(jobs.run, run), lt(jobs.lease, lease), inArray(jobs.status, ['queued', 'running'])),
      )
      .returning(),
    ctx.db
      .update(exerciseSets)
      .set({ complete: false })
      .where(and(eq(exerciseSets.jobId, jobId), isGiven)),
    ctx.db
      .select({ segmentIndex: exerciseItems.segmentIndex, deliveredMs: DELIVERED_MS })
      .from(exerciseItems)
      .innerJoin(exerciseSets, eq(exerciseSets.id, exerciseItems.setId))
      .innerJoin(jobs, eq(jobs.id, exerciseSets.jobId))
      .where(eq(exerciseSets.jobId, jobId))
      .orderBy(desc(exerciseItems.segmentIndex))
      .limit(1),
  ])
  if (!job) return null
  const chains = await handRoutes(ctx, job)
  return {
    jobId,
    lease,
    token: await signRunToken(ctx.settings.runnerSecret, jobId, lease, ctx.now()),
    callbackUrl: `${job.origin || ctx.origin}/runner/v1/jobs/${jobId}`,
    source:
      job.sourceUrl === null
        ? { kind: 'stored', sizeBytes: job.sourceBytes, fileName: job.sourceFileName }
        : { kind: 'url', url: job.sourceUrl },
    // What runners knew before there were routes; every runner has this model.
    asr: { provider: 'embedded', model: 'moonshine-base' },
    asrRoutes: chains.asr.map((route) => toRunnerRoute(ctx, route)),
    mtRoutes: chains.mt.map((route) => toRunnerRoute(ctx, route)),
    limits: { maxDurationMs: ctx.settings.maxDurationMs, maxSourceBytes: ctx.settings.maxUploadBytes },
    resume: last ? { segmentIndex: last.segmentIndex + 1, fromMs: last.deliveredMs } : { segmentIndex: 0, fromMs: 0 },
    heartbeatMs: Math.floor(ctx.settings.leaseMs / BEATS_PER_LEASE),
    ...(job.subtitlesKey !== null && { hasSubtitles: true }),
    ...(job.restoresSetId !== null && { cutOnly: true }),
  }
}

/**
 * The routes a runner gets for the job: once it is quoted, of those that can be used now the ones with a price in the quote.
 * Before, all; they are written down for the quote, and what was deleted until then is not handed out.
 */
async function handRoutes(ctx: Ctx, job: JobRow): Promise<Chains> {
  const chains = await findChains(ctx, job)
  if (job.quote) return chainsOf([...chains.asr, ...chains.mt], namesIn(job.quote))
  const handedRoutes = namesOf(chains)
  const [, rows] = await ctx.db.batch([
    ctx.db
      .update(jobs)
      .set({ handedRoutes })
      .where(heldBy({ jobId: job.id, lease: job.lease })),
    ctx.db.select().from(modelRoutes),
  ])
  return chainsOf(rows, handedRoutes)
}

function namesIn({ asr, mt }: QuoteView): ChainNames {
  const names = (quoted: { model: string; fallbacks?: { model: string }[] } | null): string[] =>
    quoted ? [quoted, ...(quoted.fallbacks ?? [])].map(({ model }) => model) : []
  return { asr: names(asr), mt: names(mt) }
}
