import { useLayoutEffect, useReducer, useRef } from 'react'
import { flushSync } from 'react-dom'
import { gradeAttempt } from '../../../../workers/domain/grading/grade.ts'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n/provider.tsx'
import type { Player } from '../../lib/audio-player.ts'
import { AudioControls } from './audio-controls.tsx'
import { HintLine } from './hint-line.tsx'
import { resultOf } from './outcome.ts'
import type { SentenceResult } from './results-store.ts'
import { ResultPanel } from './result-panel.tsx'
import { SlotRow } from './slot-row.tsx'
import { startTyping, submittedWords, typingReducer, type TypingEvent } from './typing-state.ts'
import { useEvent } from '../../lib/use-event.ts'
import { usePracticeKeys } from './use-practice-keys.ts'
import { useSentenceAudio } from './use-sentence-audio.ts'

type Props = {
  item: ItemView
  next: ItemView | null
  player: Player
  refresh: () => Promise<readonly ItemView[]>
  /** A dialog is open: no key acts here. */
  paused: boolean
  isFirst: boolean
  isLast: boolean
  canGoBack: boolean
  hasTranslations: boolean
  onChecked: (result: SentenceResult, words: string[]) => void
  onNext: () => void
  onPrevious: () => void
  onAgain: () => void
  onKeys: () => void
}

export function Sentence(props: Props) {
  const t = useT()
  const { item, player } = props
  const [state, dispatchLater] = useReducer(typingReducer, item.transcriptEn, startTyping)
  // At once, focus included: the next letter may be typed before a later render, and would land in the old slot.
  const dispatch = useEvent((event: TypingEvent) => flushSync(() => dispatchLater(event)))
  const { clip, replay } = useSentenceAudio(player, item, props.next, props.refresh)
  const area = useRef<HTMLDivElement>(null)
  const grade = state.phase === 'checked' ? gradeAttempt(item.transcriptEn, submittedWords(state)) : null

  // Once per check, whatever the parent renders meanwhile, and before the next key can take the sentence away.
  const told = useRef(false)
  const tell = useEvent(() => {
    if (grade === null || told.current) return
    told.current = true
    props.onChecked(resultOf(grade.verdicts, grade.isCorrect), submittedWords(state))
  })
  useLayoutEffect(() => tell(), [state.phase, tell])

  const keys = usePracticeKeys({
    area,
    state,
    dispatch,
    paused: props.paused,
    actions: {
      replay,
      previous: () => props.canGoBack && props.onPrevious(),
      next: props.onNext,
      slower: () => player.changeRate(-1),
      faster: () => player.changeRate(1),
      sheet: props.onKeys,
    },
  })

  return (
    <main ref={area} className="mx-auto flex w-full max-w-5xl flex-1 flex-col px-4 pt-6 pb-10 sm:px-6 sm:pt-[9vh]">
      <AudioControls
        player={player}
        clip={clip}
        onReplay={replay}
        onPrevious={props.canGoBack ? props.onPrevious : null}
        onNext={props.onNext}
      />
      {item.needsReview && <p className="mt-4 text-center text-sm text-typo">{t.practice.unsure}</p>}
      {grade === null ? (
        <>
          <SlotRow state={state} dispatch={dispatch} onTyping={keys.hold} />
          <HintLine state={state} isFirst={props.isFirst} />
          <div className="mt-6 flex flex-wrap justify-center gap-3">
            <Button look="outline" data-after-text onClick={() => dispatch({ type: 'reveal' })}>
              {t.practice.reveal}
            </Button>
            <Button data-testid="check" className="px-6" onClick={() => dispatch({ type: 'check' })}>
              {t.practice.check}
            </Button>
          </div>
        </>
      ) : (
        <ResultPanel
          item={item}
          grade={grade}
          state={state}
          isLast={props.isLast}
          translationNote={!props.hasTranslations && props.isFirst}
          onAgain={props.onAgain}
          onNext={props.onNext}
        />
      )}
    </main>
  )
}
