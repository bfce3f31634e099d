import { useEffect, useMemo, useState } from 'react'
import type { EditBody, ExerciseView } from '../../../../workers/contract/exercises.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'
import { fetchLazyParts, lazyPart } from '../../components/lazy-part.tsx'
import { sendEdit, undoEdit } from '../../lib/api/exercises.ts'
import { preferences, usePreferences } from '../../lib/preferences.ts'
import { useClipPlayer } from '../../lib/use-clip-player.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { useT } from '../../i18n/provider.tsx'
import { askedWords } from './asked-words.ts'
import { PracticeBar } from './practice-bar.tsx'
import { loadResults, type SentenceResult, saveResults } from './results-store.ts'
import { Sentence } from './sentence.tsx'
import { useAttempts } from './use-attempts.ts'
import { placeToResume, usePlace } from './use-place.ts'
import type { PracticeData } from './use-practice-data.ts'
import type { Submission } from './use-sentence.ts'
import { Waiting } from './waiting.tsx'

const SummaryView = lazyPart(() => import('./summary-view.tsx').then((module) => module.SummaryView))
const SentenceDrawer = lazyPart(() => import('./sentence-drawer.tsx').then((module) => module.SentenceDrawer))
const KeySheet = lazyPart(() => import('./key-sheet.tsx').then((module) => module.KeySheet))
const PracticeSettings = lazyPart(() => import('./practice-settings.tsx').then((module) => module.PracticeSettings))

/** Long enough for the first words; the rest of the site must not be fetched before the clips. */
const FETCH_PARTS_AFTER_MS = 5000

/**
 * One sitting. `round` is null for the whole set, or the sentences missed before; `at` counts within it and may stand one
 * behind the last sentence: then the next one is awaited, or, when none will come, the set is finished.
 */
export function PracticeSession({ data, view }: { data: PracticeData; view: ExerciseView }) {
  const t = useT()
  const { items, complete } = data
  const setId = view.exerciseSet.id
  const player = useClipPlayer()
  const attempts = useAttempts(setId)
  const keepPlace = usePlace(setId)
  const { mode, cloze } = usePreferences()
  const [results, setResults] = useState(() => loadResults(setId))
  const [round, setRound] = useState<readonly string[] | null>(null)
  const [resumed] = useState(() => placeToResume(setId, view.place))
  const [at, setAt] = useState(() => {
    const place = items.findIndex((item) => item.id === resumed?.itemId)
    const last = items.findIndex((item) => item.segmentIndex === view.progress.lastSegmentIndex)
    return Math.max(0, place === -1 ? last : place)
  })
  // Typing a sentence again is a fresh start for it; the count makes React forget the old one.
  const [take, setTake] = useState(0)
  const [overlay, setOverlay] = useState<'list' | 'keys' | 'settings' | null>(null)
  const [lastAttempt, setLastAttempt] = useState<string | null>(null)

  // Who goes under ground with the page open can open everything it has.
  useEffect(() => {
    const timer = setTimeout(() => void fetchLazyParts(), FETCH_PARTS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])

  const order = round === null ? items : items.filter((item) => round.includes(item.id))
  const item = order[at] ?? null
  const solved = new Set(items.filter(({ id, solved: before }) => before || results[id]?.isCorrect).map(({ id }) => id))
  const finished = item === null && (complete || round !== null)
  const transcript = item?.transcriptEn ?? null
  const asked = useMemo(() => {
    if (mode !== 'cloze' || transcript === null) return null
    const weak = new Set(Object.values(loadResults(setId)).flatMap(({ missed }) => missed))
    return askedWords(splitWords(transcript), cloze, weak)
  }, [mode, cloze, transcript, setId])

  function goTo(index: number) {
    setTake(take + 1)
    setAt(Math.max(0, Math.min(index, order.length)))
  }

  function onChecked(itemId: string, result: SentenceResult, submission: Submission, replays: number) {
    const next = { ...results, [itemId]: result }
    setResults(next)
    saveResults(setId, next)
    const attemptId = randomUuid()
    setLastAttempt(attemptId)
    const { words, text, hints, given, strictness } = submission
    void attempts.submit({
      attemptId,
      itemId,
      mode: preferences().mode,
      hints,
      given,
      strictness,
      replays,
      ...(words === null ? { text: text ?? '' } : { submittedWords: words }),
    })
    keepPlace({ itemId, mode, words: [], hints: [], replays })
  }

  async function onEdit(itemId: string, edit: EditBody | 'undo'): Promise<void> {
    const changed = edit === 'undo' ? await undoEdit(setId) : await sendEdit(setId, itemId, edit)
    data.replace(changed)
    const stays = changed.items.some(({ id }) => id === itemId)
    if (stays) return
    // The sentence became two, or one with its neighbour: a fresh start with what is in its place.
    setTake(take + 1)
    setAt((now) => Math.min(now, changed.items.length - 1))
    if (round !== null) setRound(null)
  }

  const draft = take === 0 && item !== null && resumed?.itemId === item.id && resumed.mode === mode ? resumed : null

  return (
    <>
      <PracticeBar
        title={round === null ? view.exerciseSet.title : t.practice.missedRound}
        at={Math.min(at + 1, order.length)}
        total={order.length}
        moreComing={!complete && round === null}
        solvedPercent={items.length === 0 ? 0 : (solved.size / items.length) * 100}
        mode={mode}
        onOverlay={setOverlay}
      />
      {item !== null ? (
        <Sentence
          key={`${item.id}:${take}:${mode}:${mode === 'cloze' ? cloze : ''}`}
          item={item}
          next={order[at + 1] ?? null}
          player={player}
          mode={mode}
          asked={asked}
          draft={draft}
          refresh={data.refresh}
          paused={overlay !== null}
          isFirst={at === 0}
          isLast={at === order.length - 1 && (complete || round !== null)}
          canGoBack={at > 0}
          canUndo={view.canUndo}
          hasTranslations={items.some((other) => other.translationZh !== '')}
          attemptId={attempts.taken === lastAttempt ? lastAttempt : null}
          onProgress={(now) => keepPlace({ itemId: item.id, mode, ...now })}
          onChecked={(result, submission, replays) => onChecked(item.id, result, submission, replays)}
          onNext={() => goTo(at + 1)}
          onPrevious={() => goTo(at - 1)}
          onAgain={() => setTake(take + 1)}
          onEdit={(edit) => onEdit(item.id, edit)}
          onOverlay={setOverlay}
        />
      ) : finished ? (
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
      ) : (
        <Waiting stopped={false} />
      )}
      <p role="status" className="px-4 pb-4 text-center text-sm text-muted">
        {attempts.waiting > 0 && t.practice.savedLater(attempts.waiting)}
        {attempts.lost && t.practice.notSaved}
        {data.stopped && finished && t.practice.stoppedText}
      </p>
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
      {overlay === 'settings' && <PracticeSettings onClose={() => setOverlay(null)} />}
    </>
  )
}
