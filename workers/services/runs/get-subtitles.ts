import { AppError } from '../../contract/errors.ts'
import { runnerSubtitles, type RunnerSubtitles } from '../../contract/runner.ts'
import type { Ctx } from '../context.ts'
import { findJob } from './find-job.ts'

/** The cues of a job. @throws AppError source_gone once their time is up, and for a job without subtitles */
export async function getSubtitles(ctx: Ctx, jobId: string): Promise<RunnerSubtitles> {
  const job = await findJob(ctx, jobId)
  if (!job?.subtitlesKey || (job.sourceExpiresAt ?? 0) <= ctx.now()) throw new AppError('source_gone')
  const stored = await ctx.media.get(job.subtitlesKey)
  if (!stored) throw new AppError('source_gone')
  return runnerSubtitles.parse(await stored.json())
}
