import { AppError } from '../../contract/errors.ts'
import { maybeMedia } from '../../domain/media/sniff.ts'
import type { Ctx } from '../context.ts'

const HEAD_BYTES = 64

/** Looks at a stored file's first bytes; one that is certainly no media is deleted. @throws AppError unsupported_media */
export async function checkHead(ctx: Ctx, key: string, sizeBytes: number): Promise<void> {
  const length = Math.min(HEAD_BYTES, sizeBytes)
  // R2 has no answer to an empty range.
  const object = length > 0 ? await ctx.media.get(key, { range: { offset: 0, length } }) : null
  const head = object ? new Uint8Array(await object.arrayBuffer()) : new Uint8Array()
  if (maybeMedia(head)) return
  await ctx.media.delete(key)
  throw new AppError('unsupported_media')
}
