import { lazy, Suspense, useState } from 'react'
import type { ExerciseView } from '../../../../workers/contract/exercises.ts'
import { useAudioPlayer } from '../../lib/audio-player.ts'
import type { SentenceResult } from './results-store.ts'
import { loadResults, saveResults } from './results-store.ts'
import { PracticeBar } from './practice-bar.tsx'
import { Sentence } from './sentence.tsx'
import { useAttempts } from './use-attempts.ts'
import type { PracticeData } from './use-practice-data.ts'
import { useT } from '../../i18n/provider.tsx'
import { Waiting } from './waiting.tsx'

const SummaryView = lazy(() => import('./summary-view.tsx').then((module) => ({ default: module.SummaryView })))
const SentenceDrawer = lazy(() =>
  import('./sentence-drawer.tsx').then((module) => ({ default: module.SentenceDrawer })),
)
const KeySheet = lazy(() => import('./key-sheet.tsx').then((module) => ({ default: module.KeySheet })))

/**
 * One sitting. `round` is null for the whole set, or the sentences missed before; `at` counts within it and may stand one
 * behind the last sentence: then the next one is awaited, or, when none will come, the set is finished.
 */
export function PracticeSession({ data, view }: { data: PracticeData; view: ExerciseView }) {
  const t = useT()
  const { items, complete } = data
  const setId = view.exerciseSet.id
  const player = useAudioPlayer()
  const attempts = useAttempts(setId)
  const [results, setResults] = useState(() => loadResults(setId))
  const [round, setRound] = useState<readonly string[] | null>(null)
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      items.findIndex((item) => item.segmentIndex === view.progress.lastSegmentIndex),
    ),
  )
  // Typing a sentence again is a fresh start for it; the count makes React forget the old one.
  const [take, setTake] = useState(0)
  const [overlay, setOverlay] = useState<'list' | 'keys' | null>(null)

  const order = round === null ? items : items.filter((item) => round.includes(item.id))
  const item = order[at] ?? null
  const solved = new Set(items.filter(({ id, solved: before }) => before || results[id]?.isCorrect).map(({ id }) => id))
  const finished = item === null && (complete || round !== null)

  function goTo(index: number) {
    setTake(take + 1)
    setAt(Math.max(0, Math.min(index, order.length)))
  }

  function onChecked(itemId: string, result: SentenceResult, words: string[]) {
    const next = { ...results, [itemId]: result }
    setResults(next)
    saveResults(setId, next)
    void attempts.submit(itemId, words)
  }

  return (
    <>
      <PracticeBar
        title={round === null ? view.exerciseSet.title : t.practice.missedRound}
        at={Math.min(at + 1, order.length)}
        total={order.length}
        moreComing={!complete && round === null}
        solvedPercent={items.length === 0 ? 0 : (solved.size / items.length) * 100}
        onList={() => setOverlay('list')}
        onKeys={() => setOverlay('keys')}
      />
      {item !== null ? (
        <Sentence
          key={`${item.id}:${take}`}
          item={item}
          next={order[at + 1] ?? null}
          player={player}
          refresh={data.refresh}
          paused={overlay !== null}
          isLast={at === order.length - 1 && (complete || round !== null)}
          canGoBack={at > 0}
          hasTranslations={items.some((other) => other.translationZh !== '')}
          isFirst={at === 0}
          onChecked={(result, words) => onChecked(item.id, result, words)}
          onNext={() => goTo(at + 1)}
          onPrevious={() => goTo(at - 1)}
          onAgain={() => setTake(take + 1)}
          onKeys={() => setOverlay('keys')}
        />
      ) : finished ? (
        <Suspense fallback={null}>
          <SummaryView
            results={results}
            itemIds={order.map(({ id }) => id)}
            onMissed={(ids) => {
              setRound(ids)
              setTake(take + 1)
              setAt(0)
            }}
            onAgain={() => {
              setRound(null)
              setTake(take + 1)
              setAt(0)
            }}
          />
        </Suspense>
      ) : (
        <Waiting stopped={false} />
      )}
      <p role="status" className="px-4 pb-4 text-center text-sm text-muted">
        {attempts.waiting > 0 && t.practice.savedLater(attempts.waiting)}
        {attempts.lost && t.practice.notSaved}
        {data.stopped && finished && t.practice.stoppedText}
      </p>
      <Suspense fallback={null}>
        {overlay === 'list' && (
          <SentenceDrawer
            items={order}
            current={item?.id ?? null}
            solved={solved}
            results={results}
            onPick={(index) => {
              setOverlay(null)
              goTo(index)
            }}
            onClose={() => setOverlay(null)}
          />
        )}
        {overlay === 'keys' && <KeySheet onClose={() => setOverlay(null)} />}
      </Suspense>
    </>
  )
}
