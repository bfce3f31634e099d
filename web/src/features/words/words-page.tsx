import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide'
import { Link } from 'wouter'
import { Button, IconButton } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { Card, Page } from '../../components/page.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { forgetWord, listWords } from '../../lib/api/words.ts'
import { WordMeaning } from './word-meaning.tsx'

/** What a learner kept, newest first, with the sentence each word was met in. */
export function WordsPage() {
  const t = useOpenedT()
  const queries = useQueryClient()
  const words = useInfiniteQuery({
    queryKey: ['words'],
    queryFn: ({ pageParam, signal }) => listWords(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
  const forget = useMutation({
    mutationFn: forgetWord,
    onSettled: () => queries.invalidateQueries({ queryKey: ['words'] }),
  })
  const items = words.data?.pages.flatMap((page) => page.items) ?? []
  const error = words.error ?? forget.error
  return (
    <Page title={t.words.title} lead={t.words.lead} narrow>
      {error !== null && <ErrorNote error={error} onRetry={() => void words.refetch()} />}
      {words.isSuccess && items.length === 0 && (
        <Card className="px-6 py-10 text-center">
          <p className="font-medium">{t.words.empty}</p>
          <p className="mt-1 text-muted">{t.words.emptyText}</p>
        </Card>
      )}
      {items.length > 0 && (
        <ul className="flex flex-col divide-y divide-line" data-testid="saved-words">
          {items.map((saved) => (
            <li key={saved.id} className="flex items-start gap-3 py-4">
              <div className="min-w-0 flex-1">
                <div className="flex flex-wrap items-baseline gap-x-3">
                  <span lang="en" className="font-read text-2xl">
                    {saved.word}
                  </span>
                  <WordMeaning word={saved.word} />
                </div>
                {saved.exerciseSetId === null ? (
                  <p lang="en" className="mt-1 font-read text-muted">
                    {saved.sentence}
                  </p>
                ) : (
                  <Link
                    href={`/practice/${saved.exerciseSetId}`}
                    className="mt-1 block font-read text-muted hover:text-ink"
                    lang="en"
                  >
                    {saved.sentence}
                  </Link>
                )}
              </div>
              <IconButton
                label={t.words.forget(saved.word)}
                disabled={forget.isPending}
                onClick={() => forget.mutate(saved.id)}
              >
                <Icon of={X} className="size-4" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {words.hasNextPage && (
        <Button look="outline" className="mt-4" onClick={() => void words.fetchNextPage()}>
          {t.common.more}
        </Button>
      )}
    </Page>
  )
}
