import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { EditBody, ExerciseView, ItemView } from '../../../../workers/contract/exercises.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'
import { fetchLazyParts, lazyPart } from '../../components/lazy-part.tsx'
import { sendEdit, undoEdit } from '../../lib/api/exercises.ts'
import { listWeakWords } from '../../lib/api/words.ts'
import { changePreferences, preferences } from '../../lib/preferences.ts'
import { useClipPlayer } from '../../lib/use-clip-player.ts'
import { useKeyedState } from '../../lib/use-keyed-state.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { useT } from '../../i18n/provider.tsx'
import { askedWords } from './asked-words.ts'
import { draftOf, draftsOf, keepDraft } from './drafts.ts'
import { PracticeBar } from './practice-bar.tsx'
import { loadResults, type SentenceResult, saveResults } from './results-store.ts'
import { Sentence } from './sentence.tsx'
import { indexOf, standAt } from './stand.ts'
import { useAttempts } from './use-attempts.ts'
import { usePlace } from './use-place.ts'
import type { PracticeData } from './use-practice-data.ts'
import type { Draft, Submission } from './use-sentence.ts'
import { Waiting } from './waiting.tsx'

const SummaryView = lazyPart(() => import('./summary-view.tsx').then((module) => module.SummaryView))
const SentenceDrawer = lazyPart(() => import('./sentence-drawer.tsx').then((module) => module.SentenceDrawer))
const KeySheet = lazyPart(() => import('./key-sheet.tsx').then((module) => module.KeySheet))
const PracticeSettings = lazyPart(() => import('./practice-settings.tsx').then((module) => module.PracticeSettings))

/** Long enough for the first words; the rest of the site must not be fetched before the clips. */
const FETCH_PARTS_AFTER_MS = 5000

/**
 * One sitting. `round` is null for the whole set, or the sentences missed before. Where one stands may be behind the last
 * sentence: then the next one is awaited, or, when none will come, the set is finished.
 */
export function PracticeSession({ data, view }: { data: PracticeData; view: ExerciseView }) {
  const t = useT()
  const { items, complete } = data
  const setId = view.exerciseSet.id
  const player = useClipPlayer()
  const attempts = useAttempts(setId)
  const { resumed, keep } = usePlace(setId, view.place, data.clockOffset)
  // As it was where one goes on, whatever this browser likes else.
  const [{ mode, cloze }, setMode] = useState(() => ({
    mode: resumed?.mode ?? preferences().mode,
    cloze: resumed?.cloze ?? preferences().cloze,
  }))
  const [drafts] = useState(() => draftsOf(resumed))
  const [results, setResults] = useState(() => loadResults(setId))
  const [round, setRound] = useState<readonly string[] | null>(null)
  const [stand, setStand] = useState(() => {
    const place = items.findIndex((item) => item.id === resumed?.itemId)
    const last = items.findIndex((item) => item.segmentIndex === view.progress.lastSegmentIndex)
    return standAt(items, place === -1 ? last : place)
  })
  // Typing a sentence again is a fresh start for it; the count makes React forget the old one.
  const [take, setTake] = useState(0)
  const [overlay, setOverlay] = useState<'list' | 'keys' | 'settings' | null>(null)
  const hasBegun = useRef(false)

  // Who goes under ground with the page open can open everything it has.
  useEffect(() => {
    const timer = setTimeout(() => void fetchLazyParts(), FETCH_PARTS_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])

  const order = round === null ? items : items.filter((item) => round.includes(item.id))
  const at = indexOf(order, stand)
  const item = order[at] ?? null
  const solved = new Set(items.filter(({ id, solved: before }) => before || results[id]?.isCorrect).map(({ id }) => id))
  const finished = item === null && (complete || round !== null)
  const transcript = item?.transcriptEn ?? null
  const given =
    resumed?.itemId === item?.id && resumed?.mode === 'cloze' && resumed.cloze === cloze ? resumed.given : null
  // As they are when a sitting begins; without a network, what this browser knows of this set.
  const weakWords = useQuery({
    queryKey: ['weak-words'],
    queryFn: ({ signal }) => listWeakWords(signal),
    enabled: mode === 'cloze' && cloze === 'weak',
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const weakest = weakWords.data?.words
  const gaps = useMemo(() => {
    if (mode !== 'cloze' || transcript === null) return null
    const weak = new Set(weakest ?? Object.values(loadResults(setId)).flatMap(({ missed }) => missed))
    const words = splitWords(transcript)
    const asked = askedWords(words, cloze, weak, given)
    return { asked, given: [...words.keys()].filter((place) => !asked.has(place)) }
  }, [mode, cloze, transcript, setId, given, weakest])

  // Another one with every sentence, and when one comes back to it.
  const [sitting] = useKeyedState(
    `${item?.id}:${take}:${mode}:${mode === 'cloze' ? `${cloze}:${weakWords.dataUpdatedAt}` : ''}`,
    randomUuid,
  )

  const goTo = (index: number): void => setStand(standAt(order, index))

  function begin(ids: readonly string[] | null): void {
    setRound(ids)
    setStand(standAt(ids === null ? items : items.filter(({ id }) => ids.includes(id)), 0))
  }

  const keepPlace = (itemId: string, draft: Draft): void =>
    keep({ itemId, mode, cloze, given: gaps?.given ?? [], ...draft })

  function onProgress(itemId: string, draft: Draft): void {
    keepDraft(drafts, itemId, mode, draft)
    // What is only looked at, on a second device say, must not take the place of what is being typed on the first.
    if (hasBegun.current) keepPlace(itemId, draft)
    hasBegun.current = true
  }

  function keepResult(itemId: string, result: SentenceResult): void {
    const next = { ...results, [itemId]: result }
    setResults(next)
    saveResults(setId, next)
  }

  function onChecked(itemId: string, result: SentenceResult, submission: Submission, replays: number) {
    keepResult(itemId, { ...result, wasSolved: solved.has(itemId) })
    drafts.delete(itemId)
    const { words, text, hints, given: notAsked, strictness } = submission
    attempts.submit({
      attemptId: randomUuid(),
      itemId,
      mode,
      hints,
      given: notAsked,
      strictness,
      replays,
      ...(words === null ? { text: text ?? '' } : { submittedWords: words }),
    })
    keepPlace(itemId, { words: [], hints: [], replays })
  }

  async function onEdit(before: ItemView, edit: EditBody | 'undo'): Promise<void> {
    const changed = edit === 'undo' ? await undoEdit(setId) : await sendEdit(setId, before.id, edit)
    data.replace(changed)
    const heir = standAt(changed.items, indexOf(changed.items, { ...before, isBehind: false }))
    setStand((now) => (now.id === before.id ? { ...heir, isBehind: now.isBehind } : now))
    if (round === null) return
    // A missed sentence that became two, or one with its neighbour, is still to be practised as what it is now.
    const left = new Set(changed.items.map(({ id }) => id))
    if (round.every((id) => left.has(id))) return
    const known = new Set(items.map(({ id }) => id))
    setRound([...left].filter((id) => round.includes(id) || !known.has(id)))
  }

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
      {weakWords.isLoading ? null : item !== null ? (
        <Sentence
          sitting={sitting}
          item={item}
          next={order[at + 1] ?? null}
          player={player}
          mode={mode}
          asked={gaps?.asked ?? null}
          draft={draftOf(drafts, item.id, mode)}
          refresh={data.refresh}
          paused={overlay !== null}
          isFirst={at === 0}
          isLast={at === order.length - 1 && (complete || round !== null)}
          canGoBack={at > 0}
          undo={view.undo}
          hasTranslations={items.some((other) => other.translationZh !== '')}
          attemptId={attempts.taken}
          onProgress={(now) => onProgress(item.id, now)}
          onChecked={(result, submission, replays) => onChecked(item.id, result, submission, replays)}
          onMarkedAgain={(result) =>
            keepResult(item.id, { ...result, wasSolved: results[item.id]?.wasSolved ?? false })
          }
          onNext={() => goTo(at + 1)}
          onPrevious={() => goTo(at - 1)}
          onAgain={() => setTake(take + 1)}
          onEdit={(edit) => onEdit(item, edit)}
          onOverlay={setOverlay}
        />
      ) : finished ? (
        <SummaryView results={results} items={order} onMissed={begin} onAgain={() => begin(null)} />
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
      {overlay === 'settings' && (
        <PracticeSettings
          mode={mode}
          cloze={cloze}
          onMode={(change) => {
            setMode({ mode, cloze, ...change })
            changePreferences(change)
          }}
          onClose={() => setOverlay(null)}
        />
      )}
    </>
  )
}
