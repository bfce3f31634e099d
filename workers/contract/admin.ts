import { z } from 'zod'
import { idempotencyKey, type LedgerAccount } from './wallet.ts'

/** More than anybody holds, and small enough that sums of many stay whole numbers in JSON. */
const MAX_CREDITS = 1_000_000_000

export const createCodesBody = z.object({
  count: z.number().int().min(1).max(1000).default(10),
  credits: z.number().int().min(1).max(MAX_CREDITS).default(1000),
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

const reason = z.string().trim().min(1).max(500)

export const adjustBody = z.object({
  /** Given when above zero, taken when below. */
  credits: z
    .number()
    .int()
    .min(-MAX_CREDITS)
    .max(MAX_CREDITS)
    .refine((credits) => credits !== 0, 'Not zero.'),
  /** The learner reads it in the ledger. */
  reason,
  idempotencyKey,
})
export type AdjustBody = z.infer<typeof adjustBody>

export const refundBody = z.object({ credits: z.number().int().min(1).max(MAX_CREDITS), reason, idempotencyKey })
export type RefundBody = z.infer<typeof refundBody>

/** The learner's balances as the entry left them. */
export type CorrectionView = { ledgerId: string; balanceCredits: number; availableCredits: number }

/** One rule of the books and the rows that break it; at most 20 are named, `count` counts all. */
export type LedgerFault = { rule: string; count: number; rows: Record<string, unknown>[] }

export type LedgerCheckView = {
  ok: boolean
  checkedAt: string
  entries: number
  wallets: number
  /** What each account holds by the entries. Credits; all of them sum to zero. */
  accounts: Record<LedgerAccount, number>
  /** Every rule that was checked. */
  rules: string[]
  faults: LedgerFault[]
}

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
