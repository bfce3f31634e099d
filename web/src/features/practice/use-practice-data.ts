import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ExerciseView, ItemView } from '../../../../workers/contract/exercises.ts'
import { getExercise } from '../../lib/api/exercises.ts'
import { hasEnded } from '../../lib/job-status.ts'
import { mergeItems, useJobFeed } from '../../lib/use-job-feed.ts'

export type PracticeData = {
  view: ExerciseView | null
  items: readonly ItemView[]
  /** No more sentences will come. */
  complete: boolean
  /** The job ended without finishing: what came stays. */
  stopped: boolean
  error: unknown
  /** Asks for the set again and answers its sentences, with freshly signed audio addresses. */
  refresh: () => Promise<readonly ItemView[]>
  /** Milliseconds by which the server's clock is ahead of this device's. */
  clockOffset: number
  /** The set as an edit left it. */
  replace: (view: ExerciseView) => void
}

/** A set of sentences, growing live while its job still runs. */
export function usePracticeData(exerciseSetId: string): PracticeData {
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['exercise', exerciseSetId],
    queryFn: ({ signal }) => getExercise(exerciseSetId, signal),
    // Where to resume must be as of now; while practising, the page itself knows best.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  const view = query.data ?? null
  const following = view !== null && !view.exerciseSet.complete ? view.exerciseSet.jobId : null
  const feed = useJobFeed(following)
  // What was fetched wins over what was pushed: its signatures are younger.
  const items = mergeItems(feed.items, view?.items ?? [])

  const { refetch } = query
  const behind = (feed.job?.readyItems ?? 0) > items.length
  const ready = feed.job?.readyItems ?? 0
  const ended = feed.job !== null && hasEnded(feed.job.status)
  useEffect(() => {
    if (behind || ended) void refetch()
  }, [behind, ready, ended, refetch])

  return {
    view,
    items,
    complete: view !== null && (view.exerciseSet.complete || ended),
    stopped: ended && feed.job?.status !== 'succeeded',
    error: view === null ? query.error : null,
    clockOffset: view === null ? 0 : Date.parse(view.now) - query.dataUpdatedAt,
    refresh: async () => (await refetch()).data?.items ?? [],
    replace: (changed) => queries.setQueryData(['exercise', exerciseSetId], changed),
  }
}
