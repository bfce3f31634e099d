import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card } from '../../components/page.tsx'
import { useWalletT } from '../../i18n/wallet.ts'
import { listLedger } from '../../lib/api/wallet.ts'
import { groupLedger } from './group-ledger.ts'
import { EntryLine, RunLine } from './ledger-lines.tsx'

const firstPage: string | null = null

export function LedgerList() {
  const t = useWalletT()
  const ledger = useInfiniteQuery({
    queryKey: ['ledger'],
    queryFn: ({ pageParam, signal }) => listLedger(pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
    refetchOnMount: 'always',
  })
  const lines = groupLedger(ledger.data?.pages.flatMap((page) => page.items) ?? [])
  return (
    <section aria-labelledby="ledger" className="mt-12">
      <h2 id="ledger" className="text-lg font-semibold">
        {t.wallet.ledger}
      </h2>
      <div className="mt-4 flex flex-col gap-3">
        {ledger.isError && <ErrorNote error={ledger.error} onRetry={() => void ledger.refetch()} />}
        {ledger.isPending && <div role="status" aria-label={t.common.loading} className="skeleton h-40 rounded-2xl!" />}
        {ledger.isSuccess && lines.length === 0 && <p className="text-muted">{t.wallet.empty}</p>}
        {lines.length > 0 && (
          <Card className="px-5">
            <ul className="divide-y divide-line">
              {lines.map((line) =>
                line.kind === 'run' ? (
                  <RunLine key={line.id} run={line} />
                ) : (
                  <EntryLine key={line.id} entry={line.entry} />
                ),
              )}
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
