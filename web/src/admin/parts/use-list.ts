import { useInfiniteQuery } from '@tanstack/react-query'
import { listPage } from '../../lib/api/admin.ts'

/** A list's rows, page after page by cursor; `everyMs` asks again for the pages that are shown. */
export function useList<T>(path: string, query: Record<string, string>, everyMs?: number) {
  const list = useInfiniteQuery({
    queryKey: ['list', path, query],
    queryFn: ({ pageParam }) => listPage<T>(path, query, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: (before) => before,
    ...(everyMs !== undefined && { refetchInterval: everyMs }),
  })
  return { ...list, rows: list.data?.pages.flatMap(({ items }) => items) ?? [] }
}
