import { and, eq, gt } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { uploads } from '../../db/schema/uploads.ts'
import type { Ctx } from '../context.ts'
import type { JobSource } from '../jobs/create-job.ts'

/**
 * Hands a completed upload to one job: the row goes, the object becomes the job's source. Of two jobs at once one gets it.
 * @throws AppError upload_not_found, also when it is not complete or was taken
 */
export async function takeUpload(ctx: Ctx, userId: string, uploadId: string): Promise<JobSource> {
  const [row] = await ctx.db
    .delete(uploads)
    .where(
      and(
        eq(uploads.id, uploadId),
        eq(uploads.userId, userId),
        eq(uploads.status, 'completed'),
        gt(uploads.expiresAt, ctx.now()),
      ),
    )
    .returning()
  if (!row) throw new AppError('upload_not_found')
  return { kind: 'stored', key: row.objectKey, fileName: row.fileName, sizeBytes: row.sizeBytes }
}
