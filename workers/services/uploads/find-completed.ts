import { AppError } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'
import type { JobSource } from '../jobs/create-job.ts'
import { findUpload } from './get-upload.ts'

/** A completed upload as the source of a job, which takes it when it is made. @throws AppError upload_not_found, also when it is not complete */
export async function findCompleted(ctx: Ctx, userId: string, uploadId: string): Promise<JobSource> {
  const row = await findUpload(ctx, userId, uploadId)
  if (row.status !== 'completed') throw new AppError('upload_not_found')
  return {
    kind: 'stored',
    key: row.objectKey,
    fileName: row.fileName,
    sizeBytes: row.sizeBytes,
    hash: row.sourceHash,
    expiresAt: row.expiresAt,
    uploadId,
  }
}
