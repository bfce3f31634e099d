import { eq } from 'drizzle-orm'
import { uploads } from '../../db/schema/uploads.ts'
import type { Ctx } from '../context.ts'
import { logEvent } from '../log-event.ts'
import { findUpload, type UploadRow } from './get-upload.ts'

/** Gives an upload up: what had arrived is deleted. @throws AppError upload_not_found */
export async function abortUpload(ctx: Ctx, userId: string, uploadId: string): Promise<void> {
  await discardUpload(ctx, await findUpload(ctx, userId, uploadId))
}

/**
 * Deletes the bytes, then the row: a failure in between leaves a row that the sweep finds. The parts may be gone already, or
 * joined without the row knowing, so neither is believed.
 */
export async function discardUpload(ctx: Ctx, upload: UploadRow): Promise<void> {
  if (upload.status === 'open') {
    await ctx.media
      .resumeMultipartUpload(upload.objectKey, upload.multipartId)
      .abort()
      .catch((error: unknown) => logEvent('warn', 'abort_failed', { error }))
  }
  await ctx.media.delete(upload.objectKey)
  await ctx.db.delete(uploads).where(eq(uploads.id, upload.id))
}
