import { z } from 'zod'

/** Query of every list: an opaque `cursor` from the page before, and how many rows (1 to 100). */
export const pageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
})
export type PageQuery = z.infer<typeof pageQuery>

export const title = z.string().trim().min(1).max(200)
