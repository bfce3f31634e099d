import { z } from 'zod'
import type { QuoteView } from './jobs.ts'

export const LEDGER_ENTRY_TYPES = ['redeem', 'hold', 'settle', 'release', 'adjust', 'refund'] as const
export type LedgerEntryType = (typeof LEDGER_ENTRY_TYPES)[number]

/**
 * Where credits can be. `available` and `held` belong to a wallet; the others are the house's: codes that were given out,
 * what was earned, and corrections by hand.
 */
export const LEDGER_ACCOUNTS = ['available', 'held', 'codes_issued', 'revenue', 'adjustments'] as const
export type LedgerAccount = (typeof LEDGER_ACCOUNTS)[number]

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
  /** Null too when the job is gone. */
  jobTitle: string | null
  /** The same for the entries of one run of a job: its hold, and what became of it. */
  holdId: string | null
  /** On a hold: what the run was quoted. */
  quote: QuoteView | null
  /** On a redeem: the first characters of the code. */
  codePrefix: string | null
  /** On an adjust and a refund: the reason that was given. */
  note: string | null
  createdAt: string
}

/** Chosen by the caller for one intent: sent again, the call has no second effect and answers the same. */
export const idempotencyKey = z.string().trim().min(8).max(100)

export const redeemBody = z.object({
  /** Case, spaces and hyphens do not matter: people type codes from paper. */
  code: z.string().trim().min(1).max(64),
  idempotencyKey,
})
export type RedeemBody = z.infer<typeof redeemBody>

export type RedeemView = { code: string; balanceCredits: number; ledgerId: string }
