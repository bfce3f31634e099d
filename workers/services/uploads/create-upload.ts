import { AppError } from '../../contract/errors.ts'
import type { CreateUploadBody, UploadView } from '../../contract/uploads.ts'
import { uploads } from '../../db/schema/uploads.ts'
import { sourceKey } from '../../domain/media/object-keys.ts'
import { type Ctx, newId } from '../context.ts'
import { viewUpload } from './get-upload.ts'

/** Opens a resumable upload; it ends with the source's lifetime. @throws AppError file_too_large */
export async function createUpload(ctx: Ctx, userId: string, body: CreateUploadBody): Promise<UploadView> {
  if (body.sizeBytes > ctx.settings.maxUploadBytes) {
    throw new AppError('file_too_large', { maxBytes: ctx.settings.maxUploadBytes })
  }
  const id = newId()
  const objectKey = sourceKey(id)
  const multipart = await ctx.media.createMultipartUpload(objectKey)
  const now = ctx.now()
  const row: typeof uploads.$inferSelect = {
    id,
    userId,
    fileName: body.fileName,
    sizeBytes: body.sizeBytes,
    objectKey,
    multipartId: multipart.uploadId,
    status: 'open',
    sourceHash: null,
    createdAt: now,
    expiresAt: now + ctx.settings.keepSourceMs,
  }
  await ctx.db.insert(uploads).values(row)
  return viewUpload(row, [])
}
