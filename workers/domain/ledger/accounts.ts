import type { LedgerAccount, LedgerEntryType } from '../../contract/wallet.ts'

export type Movement = { from: LedgerAccount; to: LedgerAccount }

/** The movement behind each kind of entry. An `adjust` goes either way, so its caller says which. */
export const MOVEMENTS = {
  redeem: { from: 'codes_issued', to: 'available' },
  hold: { from: 'available', to: 'held' },
  settle: { from: 'held', to: 'revenue' },
  release: { from: 'held', to: 'available' },
  refund: { from: 'revenue', to: 'available' },
} as const satisfies Record<Exclude<LedgerEntryType, 'adjust'>, Movement>

const inBalance = (account: LedgerAccount): number => (account === 'available' || account === 'held' ? 1 : 0)
const inHeld = (account: LedgerAccount): number => (account === 'held' ? 1 : 0)

/** What a movement of `amount` credits does to the two numbers a learner sees. Credits. */
export function walletDelta({ from, to }: Movement, amount: number): { balance: number; held: number } {
  return {
    balance: (inBalance(to) - inBalance(from)) * amount || 0,
    held: (inHeld(to) - inHeld(from)) * amount || 0,
  }
}
