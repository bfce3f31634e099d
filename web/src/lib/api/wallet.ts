import type { Page } from '../../../../workers/contract/envelope.ts'
import type { LedgerEntryView, RedeemBody, RedeemView, WalletView } from '../../../../workers/contract/wallet.ts'
import { call } from '../api-client.ts'
import { pagePath } from './page.ts'

export function getWallet(signal?: AbortSignal): Promise<WalletView> {
  return call('/wallet', { ...(signal && { signal }) })
}

export function listLedger(cursor: string | null, signal?: AbortSignal): Promise<Page<LedgerEntryView>> {
  return call(pagePath('/wallet/ledger', cursor), { ...(signal && { signal }) })
}

export function redeem(json: RedeemBody): Promise<RedeemView> {
  return call('/wallet/redeem', { method: 'POST', json })
}
