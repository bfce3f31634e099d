import type { LedgerEntryView, WalletView } from '../contract/wallet.ts'
import { call } from './client.ts'

export const wallet = async (token: string): Promise<WalletView> => (await call<WalletView>('/wallet', { token })).data

/** Kind and change of balance of each ledger entry, newest first. */
export async function ledger(token: string): Promise<[entryType: string, deltaCredits: number][]> {
  const { data } = await call<{ items: LedgerEntryView[] }>('/wallet/ledger', { token })
  return data.items.map(({ entryType, deltaCredits }) => [entryType, deltaCredits])
}
