import type { Ctx } from '../context.ts'

/**
 * Deletes every object whose key begins so, also those no row speaks of; with `upTo` only those stored by then
 * (milliseconds). R2 lists and deletes 1,000 at a time.
 */
export async function deletePrefix(ctx: Ctx, prefix: string, upTo = Number.POSITIVE_INFINITY): Promise<void> {
  let startAfter: string | undefined
  do {
    const page = await ctx.media.list({ prefix, limit: 1000, ...(startAfter !== undefined && { startAfter }) })
    const keys = page.objects.filter(({ uploaded }) => uploaded.getTime() <= upTo).map(({ key }) => key)
    if (keys.length > 0) await ctx.media.delete(keys)
    startAfter = page.truncated ? page.objects.at(-1)?.key : undefined
  } while (startAfter !== undefined)
}
