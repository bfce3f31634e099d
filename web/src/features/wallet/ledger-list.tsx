import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { LedgerEntryView } from '../../../../workers/contract/wallet.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card } from '../../components/page.tsx'
import { useT } from '../../i18n/provider.tsx'
import { listLedger } from '../../lib/api/wallet.ts'
import { formatDateTime, formatNumber } from '../../lib/format.ts'
import { shownAmount } from './shown-amount.ts'

const firstPage: string | null = null

export function LedgerList() {
  const t = useT()
  const ledger = useInfiniteQuery({
    queryKey: ['ledger'],
    queryFn: ({ pageParam, signal }) => listLedger(pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
    refetchOnMount: 'always',
  })
  const entries = ledger.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="ledger" className="mt-12">
      <h2 id="ledger" className="text-lg font-semibold">
        {t.wallet.ledger}
      </h2>
      <div className="mt-4 flex flex-col gap-3">
        {ledger.isError && <ErrorNote error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.isPending && <div role="status" aria-label={t.common.loading} className="skeleton h-40 rounded-2xl!" />}
        {ledger.isSuccess && entries.length === 0 && <p className="text-muted">{t.wallet.empty}</p>}
        {entries.length > 0 && (
          <Card className="px-5">
            <ul className="divide-y divide-line">
              {entries.map((entry) => (
                <LedgerRow key={entry.id} entry={entry} />
              ))}
            </ul>
          </Card>
        )}
        {ledger.hasNextPage && (
          <Button
            look="outline"
            className="self-center"
            disabled={ledger.isFetchingNextPage}
            onClick={() => void ledger.fetchNextPage()}
          >
            {ledger.isFetchingNextPage ? t.common.loading : t.common.more}
          </Button>
        )}
      </div>
    </section>
  )
}

function LedgerRow({ entry }: { entry: LedgerEntryView }) {
  const t = useT()
  const amount = shownAmount(entry)
  const sign = amount.value > 0 ? '+' : amount.value < 0 ? '−' : ''
  return (
    <li className="flex items-center justify-between gap-4 py-3.5">
      <div className="min-w-0">
        <p>{t.wallet.types[entry.entryType] ?? entry.entryType}</p>
        <p className="flex flex-wrap gap-x-3 text-sm text-muted">
          <time dateTime={entry.createdAt}>{formatDateTime(t.locale, entry.createdAt)}</time>
          {entry.jobId !== null && (
            <Link href={`/jobs/${entry.jobId}`} className="text-accent underline-offset-4 hover:underline">
              {t.wallet.toJob}
            </Link>
          )}
        </p>
      </div>
      <div className="shrink-0 text-right tabular-nums">
        <p className={amount.isMove ? 'text-muted' : amount.value > 0 ? 'font-medium text-accent' : 'font-medium'}>
          {amount.isMove
            ? formatNumber(t.locale, Math.abs(amount.value))
            : `${sign}${formatNumber(t.locale, Math.abs(amount.value))}`}
        </p>
        <p className="text-sm text-muted">{t.wallet.after(entry.balanceAfter)}</p>
      </div>
    </li>
  )
}
