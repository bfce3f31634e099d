import { useQuery } from '@tanstack/react-query'
import { Card, Page } from '../../components/page.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { useWalletT } from '../../i18n/wallet.ts'
import { getWallet } from '../../lib/api/wallet.ts'
import { formatNumber } from '../../lib/format.ts'
import { LedgerList } from './ledger-list.tsx'
import { RedeemForm } from './redeem-form.tsx'

export function WalletPage() {
  const t = useWalletT()
  const wallet = useQuery({ queryKey: ['wallet'], queryFn: ({ signal }) => getWallet(signal), staleTime: 0 })
  const shown = (value: number | undefined) => (value === undefined ? '–' : formatNumber(t.locale, value))
  return (
    <Page title={t.wallet.title}>
      {wallet.isError && <ErrorNote error={wallet.error} onRetry={() => void wallet.refetch()} />}
      <div className="grid gap-4 md:grid-cols-2">
        <Card className="p-6">
          <dl className="flex h-full flex-col justify-between gap-5">
            <div className="flex flex-col-reverse">
              <dt className="text-muted">{t.wallet.available}</dt>
              <dd className="text-5xl font-semibold tracking-tight tabular-nums" data-testid="available">
                {shown(wallet.data?.availableCredits)}
              </dd>
            </div>
            <div className="flex gap-8 text-sm">
              <div>
                <dt className="text-muted">{t.wallet.balance}</dt>
                <dd className="tabular-nums" data-testid="balance">
                  {shown(wallet.data?.balanceCredits)}
                </dd>
              </div>
              <div>
                <dt className="text-muted">{t.wallet.held}</dt>
                <dd className="tabular-nums" data-testid="held">
                  {shown(wallet.data?.heldCredits)}
                </dd>
              </div>
            </div>
          </dl>
        </Card>
        <Card className="p-6">
          <RedeemForm />
        </Card>
      </div>
      <LedgerList />
    </Page>
  )
}
