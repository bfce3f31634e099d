import { jobClipPrefix } from '../../domain/media/object-keys.ts'
import type { Ctx } from '../context.ts'

/** Deletes every clip of a job, also those no row speaks of. R2 lists and deletes 1,000 at a time. */
export async function deleteClips(ctx: Ctx, jobId: string): Promise<void> {
  for (;;) {
    const page = await ctx.media.list({ prefix: jobClipPrefix(jobId), limit: 1000 })
    if (page.objects.length > 0) await ctx.media.delete(page.objects.map((object) => object.key))
    if (!page.truncated) return
  }
}
