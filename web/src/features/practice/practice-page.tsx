import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ErrorNote } from '../../components/error-note.tsx'
import { HomeLink } from '../../components/home-link.tsx'
import { OfflineBanner } from '../../components/offline-banner.tsx'
import { usePageTitle } from '../../components/page.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { useT } from '../../i18n/provider.tsx'
import { codeOf } from '../../lib/api-client.ts'
import { PracticeSession } from './practice-session.tsx'
import { usePracticeData } from './use-practice-data.ts'
import { Waiting } from './waiting.tsx'

const BringAgain = lazyPart(() => import('./bring-again.tsx').then((module) => module.BringAgain))

export function PracticePage({ exerciseSetId }: { exerciseSetId: string }) {
  const t = useT()
  const queries = useQueryClient()
  const data = usePracticeData(exerciseSetId)
  const { view, items } = data
  const [withoutSound, setWithoutSound] = useState(false)
  const isSilent = items.length > 0 && items.every(({ audioUrl }) => audioUrl === null)
  usePageTitle(view?.exerciseSet.title ?? '')

  // The home list shows progress; after practising it is another one.
  useEffect(
    () => () => {
      void queries.invalidateQueries({ queryKey: ['exercises'] })
      queries.removeQueries({ queryKey: ['exercise', exerciseSetId] })
    },
    [queries, exerciseSetId],
  )

  if (data.error !== null) {
    const gone = codeOf(data.error) === 'exercise_not_found'
    return (
      <main className="mx-auto flex max-w-xl flex-col items-start gap-5 px-4 py-20">
        {gone ? (
          <>
            <h1 className="text-2xl font-semibold">{t.common.notFoundTitle}</h1>
            <p className="text-muted">{t.practice.gone}</p>
          </>
        ) : (
          <ErrorNote error={data.error} onRetry={() => void data.refresh()} />
        )}
        <HomeLink look={gone ? 'primary' : 'quiet'} />
      </main>
    )
  }
  if (view === null) return <PracticeSkeleton label={t.common.loading} />
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineBanner />
      {isSilent && !withoutSound ? (
        <BringAgain set={view.exerciseSet} onLater={() => setWithoutSound(true)} />
      ) : items.length === 0 ? (
        <Waiting stopped={data.complete} />
      ) : (
        <PracticeSession data={data} view={view} />
      )}
    </div>
  )
}

function PracticeSkeleton(props: { label: string }) {
  return (
    <div role="status" className="mx-auto max-w-5xl px-4 pt-24">
      <span className="sr-only">{props.label}</span>
      <div className="skeleton mx-auto size-16 rounded-full!" />
      <div className="mt-10 flex flex-wrap justify-center gap-4">
        {[0, 1, 2, 3, 4, 5].map((slot) => (
          <div key={slot} className="skeleton h-14 w-24 sm:w-32" />
        ))}
      </div>
    </div>
  )
}
