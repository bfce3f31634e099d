import { z } from 'zod'

export const LEDGER_ENTRY_TYPES = ['redeem', 'hold', 'settle', 'release', 'adjust', 'refund'] as const
export type LedgerEntryType = (typeof LEDGER_ENTRY_TYPES)[number]

export type WalletView = {
  /** All credits of the learner, held ones included. */
  balanceCredits: number
  /** Credits set aside for jobs that have not ended. */
  heldCredits: number
  /** balanceCredits - heldCredits: what a new job can use. */
  availableCredits: number
}

export type LedgerEntryView = {
  id: string
  entryType: LedgerEntryType
  /** Change of balanceCredits; 0 for a hold and a release, which only move credits between available and held. */
  deltaCredits: number
  /** Change of heldCredits. */
  heldDeltaCredits: number
  balanceAfter: number
  heldAfter: number
  description: string
  jobId: string | null
  createdAt: string
}

export const redeemBody = z.object({
  /** Case, spaces and hyphens do not matter: people type codes from paper. */
  code: z.string().trim().min(1).max(64),
  idempotencyKey: z.string().trim().min(8).max(100),
})
export type RedeemBody = z.infer<typeof redeemBody>

export type RedeemView = { code: string; balanceCredits: number; ledgerId: string }
