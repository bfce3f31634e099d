import { useQuery } from '@tanstack/react-query'
import { Wallet } from 'lucide'
import { Link, useRoute } from 'wouter'
import { Icon } from '../components/icon.tsx'
import { useT } from '../i18n/provider.tsx'
import { getWallet } from '../lib/api/wallet.ts'
import { formatNumber } from '../lib/format.ts'

/** The way to the wallet, showing what a new job could use. */
export function WalletLink() {
  const t = useT()
  const [here] = useRoute('/wallet')
  const wallet = useQuery({ queryKey: ['wallet'], queryFn: ({ signal }) => getWallet(signal) })
  return (
    <Link
      href="/wallet"
      aria-label={
        wallet.data === undefined ? t.nav.wallet : `${t.nav.wallet}: ${t.common.credits(wallet.data.availableCredits)}`
      }
      aria-current={here ? 'page' : undefined}
      className="inline-flex min-h-11 min-w-11 items-center justify-center gap-1.5 rounded-xl px-3 text-sm text-muted tabular-nums transition-colors hover:bg-sunken hover:text-ink aria-[current]:text-accent"
    >
      <Icon of={Wallet} className="size-4.5" />
      {wallet.data !== undefined && formatNumber(t.locale, wallet.data.availableCredits)}
    </Link>
  )
}
