import { AppError } from '../../contract/errors.ts'
import { maybeMedia } from '../../domain/media/sniff.ts'
import type { Ctx } from '../context.ts'

/** Looks at a stored file's first bytes; one that is certainly no media is deleted. @throws AppError unsupported_media */
export async function checkHead(ctx: Ctx, key: string): Promise<void> {
  const object = await ctx.media.get(key, { range: { offset: 0, length: 64 } })
  const head = object ? new Uint8Array(await object.arrayBuffer()) : new Uint8Array()
  if (maybeMedia(head)) return
  await ctx.media.delete(key)
  throw new AppError('unsupported_media')
}
