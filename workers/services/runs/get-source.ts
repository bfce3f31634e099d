import { AppError } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'
import { findJob } from './find-job.ts'

/** Where a job's stored source lies. @throws AppError source_gone once its time is up, and for a job without one */
export async function getSource(ctx: Ctx, jobId: string): Promise<{ key: string; sizeBytes: number }> {
  const job = await findJob(ctx, jobId)
  if (!job?.sourceKey || job.sourceDeletedAt !== null || (job.sourceExpiresAt ?? 0) <= ctx.now())
    throw new AppError('source_gone')
  return { key: job.sourceKey, sizeBytes: job.sourceBytes }
}
