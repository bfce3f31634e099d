import { z } from 'zod'

export const createCodesBody = z.object({
  count: z.number().int().min(1).max(1000).default(10),
  credits: z.number().int().min(1).max(1_000_000_000).default(1000),
  expiresDays: z.number().int().min(1).max(365).default(30),
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,6}$/, 'Letters and digits, at most 6.')
    .default('V2'),
})
export type CreateCodesBody = z.infer<typeof createCodesBody>
export type CreatedCodesView = { codes: string[]; count: number; batchId: string }

/** Prices have at most six decimals: they are kept as whole millionths so that sums are exact. */
const price = z.number().min(0).max(10_000)

export const patchRoutesBody = z.object({
  items: z
    .array(
      z.strictObject({
        modelName: z.string().min(1).max(80),
        enabled: z.boolean().optional(),
        costPerUnit: price.optional(),
        multiplier: price.optional(),
      }),
    )
    .min(1)
    .max(50),
})
export type PatchRoutesBody = z.infer<typeof patchRoutesBody>

export type ModelRouteView = {
  modelName: string
  task: 'asr' | 'mt'
  provider: string
  providerModel: string
  unit: 'second' | 'sentence'
  enabled: boolean
  /** False while the provider has no key on this deployment: jobs cannot use the route then. */
  configured: boolean
  costPerUnit: number
  multiplier: number
  updatedAt: string
}
