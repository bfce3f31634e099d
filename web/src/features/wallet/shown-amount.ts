import type { LedgerEntryView } from '../../../../workers/contract/wallet.ts'

/**
 * The number a learner cares about: a hold and its release move credits between available and held and change no
 * balance, so they show what was moved; everything else shows what the balance gained or lost.
 */
export function shownAmount(entry: Pick<LedgerEntryView, 'entryType' | 'deltaCredits' | 'heldDeltaCredits'>): {
  value: number
  isMove: boolean
} {
  const isMove = (entry.entryType === 'hold' || entry.entryType === 'release') && entry.deltaCredits === 0
  return { value: isMove ? entry.heldDeltaCredits : entry.deltaCredits, isMove }
}
