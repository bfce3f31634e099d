import { useLayoutEffect, useRef } from 'react'
import type { EditBody, ExerciseView, ItemView } from '../../../../workers/contract/exercises.ts'
import type { HintKind, PracticeMode } from '../../../../workers/contract/practice.ts'
import { hasHint } from '../../../../workers/domain/practice/hints.ts'
import { Button } from '../../components/button.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { useT } from '../../i18n/provider.tsx'
import { changePreferences, preferences, usePreferences } from '../../lib/preferences.ts'
import { useEvent } from '../../lib/use-event.ts'
import { useKeyedState } from '../../lib/use-keyed-state.ts'
import type { ClipPlayer } from '../../lib/clip-player.ts'
import { AudioControls } from './audio-controls.tsx'
import { HintLadder } from './hint-ladder.tsx'
import { announcement, HintLine } from './hint-line.tsx'
import type { SentenceResult } from './results-store.ts'
import { SentenceField } from './sentence-field.tsx'
import { SlotRow } from './slot-row.tsx'
import type { TextKey } from './keymap.ts'
import { askedCount } from './typing-state.ts'
import { usePracticeKeys } from './use-practice-keys.ts'
import { type Draft, type Submission, useSentence } from './use-sentence.ts'
import { SoundPicture } from './sound-picture.tsx'
import { useSentenceAudio } from './use-sentence-audio.ts'

const ResultPanel = lazyPart(
  () => import('./result-panel.tsx').then((module) => module.ResultPanel),
  <div className="mt-8 h-72" />,
)
const ListenPanel = lazyPart(
  () => import('./listen-panel.tsx').then((module) => module.ListenPanel),
  <div className="mt-8 h-72" />,
)
const ShadowPanel = lazyPart(
  () => import('./shadow-panel.tsx').then((module) => module.ShadowPanel),
  <div className="mt-8 h-72" />,
)

/** Why recognition can be unsure; a sentence that is only short or long reads as well as any. */
const UNSURE = new Set([null, 'low_confidence', 'repetition', 'reread_differs'])

type Props = {
  item: ItemView
  /**
   * Names one go at one sentence, and is never used again. With another, all that was typed, asked for and opened is as
   * new, while the elements on the page stay: made anew at every sentence, they took twice as long as may pass between a
   * key and its picture.
   */
  sitting: string
  next: ItemView | null
  player: ClipPlayer
  mode: PracticeMode
  asked: ReadonlySet<number> | null
  draft: Draft | null
  refresh: () => Promise<readonly ItemView[]>
  /** A dialog is open: no key acts here. */
  paused: boolean
  isFirst: boolean
  isLast: boolean
  canGoBack: boolean
  undo: ExerciseView['undo']
  hasTranslations: boolean
  attemptId: string | null
  onProgress: (draft: Draft) => void
  onChecked: (result: SentenceResult, submission: Submission, replays: number) => void
  /** The sentence was changed after it was checked, and what was handed in counts by the new one. */
  onMarkedAgain: (result: SentenceResult) => void
  onNext: () => void
  onPrevious: () => void
  onAgain: () => void
  onEdit: (edit: EditBody | 'undo') => Promise<void>
  onOverlay: (overlay: 'keys' | 'list' | 'settings') => void
}

/** One sentence after the other: its sound, what is to be done with it, and what the check has found. */
export function Sentence(props: Props) {
  const t = useT()
  const { item, sitting, mode, player } = props
  const { waveform } = usePreferences()
  const task = useSentence(item, sitting, mode, props.asked, props.draft)
  const { state, dispatch, done } = task
  const audio = useSentenceAudio(player, { item, sitting, next: props.next, refresh: props.refresh })
  const [replaysBefore] = useKeyedState(sitting, () => props.draft?.replays ?? 0)
  const replays = replaysBefore + audio.replays
  const area = useRef<HTMLElement>(null)
  const [translationOpen, setTranslationOpen] = useKeyedState(sitting, () => false)
  const isTyping = mode === 'words' || mode === 'cloze' || mode === 'sentence'

  // Once per check, whatever the parent renders meanwhile, and before the next key can take the sentence away.
  const told = useRef<string | null>(null)
  const tell = useEvent(() => {
    if (done === null) return
    if (told.current === sitting) return props.onMarkedAgain(done.result)
    told.current = sitting
    props.onChecked(done.result, done.submission, replays)
    if (done.grade.isCorrect && preferences().goOnWhenRight) props.onNext()
  })
  useLayoutEffect(() => tell(), [done, tell])

  // Kept for another device, or after a closed lid; the text as it is now, not every letter.
  const draftText = task.draftWords.join('\n')
  const report = useEvent(() => {
    if (state.phase === 'typing') {
      props.onProgress({ words: task.draftWords, hints: [...state.hints], replays })
    }
  })
  useLayoutEffect(() => report(), [sitting, draftText, state.hints, replays, report])

  const takeHint = useEvent((kind: HintKind) => {
    // How many words there are is seen by everybody where each has a box.
    if (!isTyping || state.phase !== 'typing' || (kind === 'count' && mode !== 'sentence')) return
    task.hint(kind)
    if (kind === 'slower') audio.playSlowly()
    if (kind === 'gaps') audio.playWordByWord()
    area.current?.querySelector<HTMLElement>(mode === 'sentence' ? '[data-slot]' : `[data-slot][tabindex="0"]`)?.focus()
  })

  const onTextKey = useEvent((key: Exclude<TextKey, 'leave'>, field: HTMLInputElement | HTMLTextAreaElement) => {
    if (key === 'enter') {
      if (mode === 'sentence' && task.text.trim() !== '') dispatch({ type: 'check' })
      else dispatch({ type: 'enter' })
      return true
    }
    if (mode === 'sentence') return false
    if (key === 'right') {
      if (field.selectionStart !== field.value.length) return false
      dispatch({ type: 'step', by: 1 })
      return true
    }
    const atStart = field.selectionStart === 0 && field.selectionEnd === 0
    if (!atStart || (key === 'back' && field.value !== '')) return false
    dispatch({ type: 'step', by: -1 })
    return true
  })

  // The same functions for every sentence, so that the controls are not drawn again.
  const goBack = useEvent(props.onPrevious)
  const goOn = useEvent(props.onNext)
  const keys = usePracticeKeys({
    area,
    sitting,
    paused: props.paused,
    onTextKey,
    actions: {
      replay: audio.replay,
      toggle: audio.toggle,
      playWord: () => audio.playFromWord(task.wordNow()),
      loop: () => changePreferences({ loop: !preferences().loop }),
      slower: () => player.changeRate(-1),
      faster: () => player.changeRate(1),
      previous: () => props.canGoBack && props.onPrevious(),
      next: props.onNext,
      hintSlower: () => takeHint('slower'),
      hintGaps: () => takeHint('gaps'),
      hintCount: () => takeHint('count'),
      letters: () => takeHint('letters'),
      reveal: () => takeHint('word'),
      translation: () => setTranslationOpen(!translationOpen),
      edit: () => {
        const button = area.current?.querySelector<HTMLElement>('[data-edit]')
        button?.focus()
        button?.click()
      },
      modes: () => props.onOverlay('settings'),
      list: () => props.onOverlay('list'),
      sheet: () => props.onOverlay('keys'),
    },
  })
  const onTyping = (): void => {
    keys.hold()
    if (preferences().pauseWhileTyping) player.holdForTyping()
  }

  return (
    <main
      ref={area}
      data-begun={task.isUntouched ? undefined : ''}
      className="mx-auto flex w-full max-w-5xl flex-1 flex-col px-4 pt-6 pb-10 sm:px-6 sm:pt-[9vh]"
    >
      {waveform && <SoundPicture clip={audio.clip} player={player} />}
      <AudioControls
        player={player}
        fault={audio.state === 'gone' || audio.state === 'failed' ? audio.state : null}
        onToggle={audio.toggle}
        onPrevious={props.canGoBack ? goBack : null}
        onNext={goOn}
      />
      {/* One for all the sentence's life: a reader speaks what changes in a region it knows, not a new one with its text. */}
      <p aria-live="polite" className="sr-only" data-testid="live">
        {/* A fresh element for every piece of news: the same words twice are read twice. */}
        <span key={`${sitting} ${state.news?.serial ?? state.phase}`}>
          {done === null
            ? announcement(t, state, mode === 'sentence')
            : t.practice.saidChecked(done.result.heard, done.result.words)}
        </span>
      </p>
      {item.needsReview && UNSURE.has(item.reviewReason) && (
        <p className="mt-4 text-center text-sm text-typo">{t.practice.unsure}</p>
      )}
      {done !== null ? (
        <ResultPanel
          item={item}
          grade={done.grade}
          result={done.result}
          state={state}
          audio={audio}
          isLast={props.isLast}
          isTranslationOpen={translationOpen}
          translationNote={!props.hasTranslations && props.isFirst}
          attemptId={props.attemptId}
          undo={props.undo}
          onTranslation={() => setTranslationOpen(!translationOpen)}
          onAgain={props.onAgain}
          onNext={props.onNext}
          onEdit={props.onEdit}
        />
      ) : isTyping ? (
        <>
          {mode === 'sentence' ? (
            <SentenceField
              key={sitting}
              text={task.text}
              paused={props.paused}
              onText={(text) => {
                onTyping()
                task.setText(text)
              }}
            />
          ) : (
            <SlotRow sitting={sitting} state={state} dispatch={dispatch} onTyping={onTyping} paused={props.paused} />
          )}
          <HintLine
            state={state}
            isFirst={props.isFirst}
            inField={mode === 'sentence'}
            isUntouched={task.isUntouched}
          />
          <div className="mt-5 flex flex-col items-center gap-4">
            <Button data-testid="check" className="px-8" onClick={() => dispatch({ type: 'check' })}>
              {t.practice.check}
            </Button>
            <HintLadder
              words={mode === 'sentence' && !hasHint(state.hints, 'count', null) ? null : askedCount(state)}
              used={state.hints}
              word={task.word}
              hasCount={mode === 'sentence'}
              onHint={takeHint}
            />
          </div>
        </>
      ) : (
        <>
          {mode === 'shadow' && audio.clip !== null && (
            <ShadowPanel key={sitting} clip={audio.clip} onPlayOriginal={audio.replay} onQuiet={() => player.stop()} />
          )}
          <ListenPanel key={sitting} item={item} isLast={props.isLast} paused={props.paused} onNext={props.onNext} />
        </>
      )}
    </main>
  )
}
