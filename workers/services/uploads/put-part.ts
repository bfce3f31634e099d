import { AppError } from '../../contract/errors.ts'
import { uploadParts } from '../../db/schema/uploads.ts'
import type { Ctx } from '../context.ts'
import { hashingStream } from '../media/fingerprint.ts'
import { findUpload } from './get-upload.ts'
import { partBytes } from './plan.ts'

/**
 * Streams one part to R2. Sending a part again replaces it, so a client that is not sure may simply repeat.
 * @param declaredBytes the request's content-length
 * @throws AppError upload_not_found, upload_completed, part_size_invalid with `expectedBytes`
 */
export async function putPart(
  ctx: Ctx,
  userId: string,
  part: { uploadId: string; number: number; body: ReadableStream | null; declaredBytes: number },
): Promise<{ partNumber: number }> {
  const upload = await findUpload(ctx, userId, part.uploadId)
  if (upload.status !== 'open') throw new AppError('upload_completed')
  const expectedBytes = partBytes(upload.sizeBytes, part.number)
  if (expectedBytes === 0 || part.declaredBytes !== expectedBytes || !part.body) {
    throw new AppError('part_size_invalid', { expectedBytes })
  }
  const { readable, writable } = new FixedLengthStream(expectedBytes)
  const { stream, hash } = hashingStream()
  const piped = part.body.pipeThrough(stream).pipeTo(writable)
  const stored = ctx.media.resumeMultipartUpload(upload.objectKey, upload.multipartId).uploadPart(part.number, readable)
  // A body shorter than declared breaks the pipe, and with it the part: the sender went away.
  const [{ etag }] = await Promise.all([stored, piped])
  const sha256 = hash()
  await ctx.db
    .insert(uploadParts)
    .values({ uploadId: upload.id, partNumber: part.number, etag, sha256 })
    .onConflictDoUpdate({ target: [uploadParts.uploadId, uploadParts.partNumber], set: { etag, sha256 } })
  return { partNumber: part.number }
}
