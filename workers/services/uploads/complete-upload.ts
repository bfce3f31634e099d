import { and, eq } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import type { UploadView } from '../../contract/uploads.ts'
import { uploads } from '../../db/schema/uploads.ts'
import type { Ctx } from '../context.ts'
import { checkHead } from '../media/check-head.ts'
import { fingerprintOf } from '../media/fingerprint.ts'
import { findUpload, receivedParts, type ReceivedPart, type UploadRow, viewUpload } from './get-upload.ts'
import { partCount } from './plan.ts'

/**
 * Joins the parts to one object. Doing it again answers the same.
 * @throws AppError upload_not_found, upload_incomplete with `missingParts`, unsupported_media
 */
export async function completeUpload(ctx: Ctx, userId: string, uploadId: string): Promise<UploadView> {
  const upload = await findUpload(ctx, userId, uploadId)
  const parts = await receivedParts(ctx, uploadId)
  const numbers = parts.map((part) => part.partNumber)
  if (upload.status === 'completed') return viewUpload(upload, numbers)

  const all = Array.from({ length: partCount(upload.sizeBytes) }, (_, index) => index + 1)
  const missingParts = all.filter((number) => !numbers.includes(number))
  if (missingParts.length > 0) throw new AppError('upload_incomplete', { missingParts: missingParts.slice(0, 100) })

  await joinParts(ctx, upload, parts)
  try {
    await checkHead(ctx, upload.objectKey, upload.sizeBytes)
  } catch (error) {
    // Only what is certainly no media is gone; a file that could not be looked at is there for the next try.
    if (error instanceof AppError) await ctx.db.delete(uploads).where(eq(uploads.id, uploadId))
    throw error
  }
  await ctx.db
    .update(uploads)
    .set({ status: 'completed', sourceHash: hashOf(parts) })
    .where(and(eq(uploads.id, uploadId), eq(uploads.userId, userId)))
  return viewUpload({ ...upload, status: 'completed' }, numbers)
}

/** Parts that were joined by a call whose answer was lost cannot be joined again: then the object is there, and whole. */
async function joinParts(ctx: Ctx, upload: UploadRow, parts: ReceivedPart[]): Promise<void> {
  try {
    await ctx.media
      .resumeMultipartUpload(upload.objectKey, upload.multipartId)
      .complete(parts.map(({ partNumber, etag }) => ({ partNumber, etag })))
  } catch (error) {
    const stored = await ctx.media.head(upload.objectKey)
    if (stored?.size !== upload.sizeBytes) throw error
  }
}

/** Null for an upload that was begun before parts were hashed. */
function hashOf(parts: readonly ReceivedPart[]): string | null {
  const hashes = parts.map(({ sha256 }) => sha256)
  return hashes.includes('') ? null : fingerprintOf(hashes)
}
