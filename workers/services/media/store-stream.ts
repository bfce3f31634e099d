import { AppError } from '../../contract/errors.ts'
import type { Ctx } from '../context.ts'
import { fingerprintOf, hashPiece, PIECE_BYTES } from './fingerprint.ts'

/** R2 wants parts of at least 5 MiB and of one size; this is also about all of the file that is ever held in memory. */
const PART_SIZE = PIECE_BYTES

/**
 * Stores bytes whose number is not known beforehand, part by part. Returns how many there were, and their fingerprint.
 * Nothing is left behind when it fails. @throws AppError file_too_large past `maxBytes`
 */
export async function storeStream(
  ctx: Ctx,
  key: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sizeBytes: number; hash: string }> {
  const object: { multipart: R2MultipartUpload | null; parts: R2UploadedPart[] } = { multipart: null, parts: [] }
  const buffer = new Uint8Array(PART_SIZE)
  const hashes: string[] = []
  let filled = 0
  let total = 0

  const flush = async (): Promise<void> => {
    hashes.push(hashPiece(buffer.subarray(0, filled)))
    object.multipart ??= await ctx.media.createMultipartUpload(key)
    object.parts.push(await object.multipart.uploadPart(object.parts.length + 1, buffer.subarray(0, filled)))
    filled = 0
  }

  try {
    for await (const chunk of chunks) {
      total += chunk.length
      if (total > maxBytes) throw new AppError('file_too_large', { maxBytes })
      for (let offset = 0; offset < chunk.length;) {
        const taken = Math.min(chunk.length - offset, PART_SIZE - filled)
        buffer.set(chunk.subarray(offset, offset + taken), filled)
        filled += taken
        offset += taken
        if (filled === PART_SIZE) await flush()
      }
    }
    if (!object.multipart) {
      hashes.push(hashPiece(buffer.subarray(0, filled)))
      await ctx.media.put(key, buffer.subarray(0, filled))
    } else {
      if (filled > 0) await flush()
      await object.multipart.complete(object.parts)
    }
    return { sizeBytes: total, hash: fingerprintOf(hashes) }
  } catch (error) {
    await object.multipart?.abort()
    throw error
  }
}
