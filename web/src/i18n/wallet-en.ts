import type { LedgerEntryType } from '../../../workers/contract/wallet.ts'
import { numberFormat } from './number-format.ts'

const n = numberFormat('en')
const count = (value: number, one: string, many: string) => `${n(value)} ${value === 1 ? one : many}`

/** The words of the wallet's page. */
export const walletEn = {
  title: 'Wallet',
  balance: 'Balance',
  held: 'Held for running work',
  available: 'Available',
  redeemTitle: 'Redeem a code',
  code: 'Redeem code',
  codeHint: 'Capitals, spaces and hyphens do not matter.',
  codeMissing: 'Type your code.',
  redeem: 'Redeem',
  redeemed: (balance: number) => `Done. Your balance is now ${count(balance, 'credit', 'credits')}.`,
  ledger: 'History',
  empty: 'Nothing yet. Redeem a code to begin.',
  types: {
    redeem: 'Code redeemed',
    hold: 'Held for a recording',
    settle: 'Recording prepared',
    release: 'Hold released',
    adjust: 'Adjustment',
    refund: 'Refund',
  } satisfies Record<LedgerEntryType, string>,
  after: (balance: number) => `Balance ${n(balance)}`,
  goneJob: 'A recording that was deleted',
  stillHeld: 'held',
  steps: { quote: 'Quote', hold: 'Held', settle: 'Paid', release: 'Returned' },
  quoted: (length: string, price: string, model: string) => `${length} at ${price} a second (${model})`,
  quotedCharacters: (characters: number, price: string, model: string) =>
    `, about ${count(characters, 'character', 'characters')} at ${price} a thousand (${model})`,
  quotedTranslation: (sentences: number, price: string, model: string) =>
    `, about ${count(sentences, 'sentence', 'sentences')} at ${price} (${model})`,
}
