import { useLayoutEffect, useRef } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { Button } from '../../components/button.tsx'
import { HomeLink } from '../../components/home-link.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { summarise } from './summarise.ts'
import type { SetResults } from './results-store.ts'

type Props = {
  results: SetResults
  items: readonly ItemView[]
  onMissed: (itemIds: readonly string[]) => void
  onAgain: () => void
}

export function SummaryView({ results, items, onMissed, onAgain }: Props) {
  const t = useOpenedT()
  const summary = summarise(results, items)
  const actions = useRef<HTMLDivElement>(null)

  // Whoever came here by Enter goes on by Enter.
  useLayoutEffect(() => actions.current?.querySelector('button')?.focus({ preventScroll: true }), [])

  return (
    <main
      className="rise mx-auto flex w-full max-w-2xl flex-1 flex-col px-5 pt-12 pb-16 sm:pt-20"
      data-testid="summary"
    >
      <h2 className="text-3xl font-semibold tracking-tight">{t.practice.summaryTitle}</h2>
      <dl className="mt-8 flex flex-wrap gap-x-14 gap-y-6">
        <div className="flex flex-col-reverse">
          <dt className="text-muted">{t.practice.summaryScore}</dt>
          <dd className="text-5xl font-semibold text-accent tabular-nums">{summary.heardPercent}%</dd>
        </div>
        <div className="flex flex-col-reverse">
          <dt className="text-muted">{t.practice.summarySentences}</dt>
          <dd className="text-5xl font-semibold tabular-nums">
            {summary.correct}
            <span className="text-2xl text-muted"> / {items.length}</span>
          </dd>
        </div>
      </dl>
      {summary.missedWords.length === 0 ? (
        summary.checked > 0 && <p className="mt-9">{t.practice.summaryNoneMissed}</p>
      ) : (
        <section className="mt-10">
          <h3 className="text-sm font-medium text-muted">{t.practice.summaryMissed}</h3>
          <ul lang="en" className="mt-3 flex flex-wrap gap-x-5 gap-y-2 font-read text-xl">
            {summary.missedWords.map(({ word, times }) => (
              <li key={word}>
                {word}
                {times > 1 && <span className="ml-1 font-sans text-sm text-muted">×{times}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <div ref={actions} className="mt-12 flex flex-wrap gap-3">
        {summary.missedItemIds.length > 0 && (
          <Button className="min-h-12" onClick={() => onMissed(summary.missedItemIds)}>
            {t.practice.practiseMissed(summary.missedItemIds.length)}
          </Button>
        )}
        <Button look="outline" className="min-h-12" onClick={onAgain}>
          {t.practice.again}
        </Button>
        <HomeLink className="min-h-12" />
      </div>
    </main>
  )
}
