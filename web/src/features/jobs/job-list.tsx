import { useInfiniteQuery } from '@tanstack/react-query'
import { Headphones } from 'lucide'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { Card } from '../../components/page.tsx'
import { useT } from '../../i18n/provider.tsx'
import { listExercises } from '../../lib/api/exercises.ts'
import { listJobs } from '../../lib/api/jobs.ts'
import { mergeRows } from './merge-rows.ts'

// A newcomer has none.
const JobRows = lazyPart(() => import('./job-rows.tsx').then((module) => module.JobRows), <RowSkeletons />)

const firstPage: string | null = null

export function JobList() {
  const t = useT()
  const jobs = useInfiniteQuery({
    queryKey: ['jobs'],
    queryFn: ({ pageParam, signal }) => listJobs(pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
    refetchOnMount: 'always',
  })
  const sets = useInfiniteQuery({
    queryKey: ['exercises'],
    queryFn: ({ pageParam, signal }) => listExercises(pageParam, signal),
    initialPageParam: firstPage,
    getNextPageParam: (last) => last.nextCursor,
    refetchOnMount: 'always',
  })

  const rows = mergeRows(
    jobs.data?.pages.flatMap((page) => page.items) ?? [],
    sets.data?.pages.flatMap((page) => page.items) ?? [],
    jobs.data !== undefined && !jobs.hasNextPage,
  )
  const more = jobs.hasNextPage || sets.hasNextPage
  const loadingMore = jobs.isFetchingNextPage || sets.isFetchingNextPage

  return (
    <section aria-labelledby="practice-list" className="mt-12">
      <h2 id="practice-list" className="text-lg font-semibold">
        {t.home.listTitle}
      </h2>
      <div className="mt-4 flex flex-col gap-3">
        {(jobs.isError || sets.isError) && (
          <ErrorNote
            error={jobs.error ?? sets.error}
            onRetry={() => {
              void jobs.refetch()
              void sets.refetch()
            }}
          />
        )}
        {jobs.isPending && <RowSkeletons />}
        {jobs.isSuccess && rows.length === 0 && (
          <Card className="flex flex-col items-center gap-3 px-6 py-12 text-center">
            <Icon of={Headphones} className="size-9 text-muted" strokeWidth={1.5} />
            <p className="font-medium">{t.home.emptyTitle}</p>
            <p className="max-w-sm text-sm text-muted">{t.home.emptyText}</p>
          </Card>
        )}
        {rows.length > 0 && <JobRows rows={rows} />}
        {rows.length > 0 && more && (
          <Button
            look="outline"
            className="self-center"
            disabled={loadingMore}
            onClick={() => {
              if (jobs.hasNextPage) void jobs.fetchNextPage()
              if (sets.hasNextPage) void sets.fetchNextPage()
            }}
          >
            {loadingMore ? t.common.loading : t.common.more}
          </Button>
        )}
      </div>
    </section>
  )
}

function RowSkeletons() {
  const t = useT()
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">{t.common.loading}</span>
      {[0, 1, 2].map((row) => (
        <div key={row} className="skeleton h-24 rounded-2xl!" />
      ))}
    </div>
  )
}
