import { useLayoutEffect, useRef, useState } from 'react'
import type { EditBody, ExerciseView, ItemView } from '../../../../workers/contract/exercises.ts'
import type { HintedGrade } from '../../../../workers/domain/practice/hints.ts'
import { Button } from '../../components/button.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import type { SentenceResult } from './results-store.ts'
import { shownVerdicts } from './shown-verdicts.ts'
import type { TypingState } from './typing-state.ts'
import type { SentenceAudio } from './use-sentence-audio.ts'
import { VerdictWord } from './verdict-word.tsx'

const WordCard = lazyPart(
  () => import('./word-card.tsx').then((module) => module.WordCard),
  <div className="mt-4 h-40" />,
)
const SentenceEditor = lazyPart(
  () => import('./sentence-editor.tsx').then((module) => module.SentenceEditor),
  <div className="mt-6 h-64" />,
)

type Props = {
  item: ItemView
  grade: HintedGrade
  result: SentenceResult
  state: TypingState
  audio: SentenceAudio
  isLast: boolean
  isTranslationOpen: boolean
  translationNote: boolean
  attemptId: string | null
  undo: ExerciseView['undo']
  onTranslation: () => void
  onAgain: () => void
  onNext: () => void
  onEdit: (edit: EditBody | 'undo') => Promise<void>
}

/** The sentence as it was said, with what became of each word; what it means, and what can be done about it. */
export function ResultPanel(props: Props) {
  const t = useOpenedT()
  const { grade, item } = props
  const goOn = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<number | 'editor' | null>(null)
  const { heard, words } = props.result
  const verdicts = shownVerdicts(grade.verdicts, props.state)
  const chosen = typeof open === 'number' ? verdicts[open] : undefined

  const goBack = () => goOn.current?.focus({ preventScroll: true })
  useLayoutEffect(goBack, [])

  return (
    <section className="rise mt-8 flex flex-col items-center sm:mt-12" data-testid="result">
      <p className={`text-[0.95rem] ${grade.isCorrect ? 'font-medium text-accent' : 'text-muted'}`} data-testid="score">
        {grade.isCorrect ? t.practice.perfect : t.practice.heard(heard, words)}
        {grade.hintCost > 0 && (
          <span className="font-normal text-muted"> · {t.practice.pointsWithHints(grade.score, grade.hintCost)}</span>
        )}
      </p>
      <div
        lang="en"
        data-testid="transcript"
        className="mt-5 flex max-w-3xl flex-wrap justify-center gap-x-1 gap-y-1.5 font-read text-2xl sm:text-3xl"
      >
        {verdicts.map((verdict, index) => (
          <VerdictWord
            key={index}
            verdict={verdict}
            isOpen={open === index}
            onOpen={() => setOpen(open === index ? null : index)}
          />
        ))}
      </div>
      {chosen !== undefined && typeof open === 'number' && (
        <WordCard
          key={open}
          verdict={chosen}
          item={item}
          onPlay={() => props.audio.playFromWord(verdicts.slice(0, open).filter(({ kind }) => kind !== 'added').length)}
          onHeardRight={
            props.attemptId === null || chosen.kind === 'match' || chosen.kind === 'revealed'
              ? null
              : () => props.onEdit({ kind: 'heard_right', attemptId: props.attemptId ?? '', verdictIndex: open })
          }
          onClose={() => {
            // What was pressed goes with the card.
            setOpen(null)
            goBack()
          }}
        />
      )}
      {item.translationZh !== '' ? (
        <div className="mt-4 flex flex-col items-center">
          <Button look="quiet" aria-expanded={props.isTranslationOpen} onClick={props.onTranslation}>
            {props.isTranslationOpen ? t.practice.hideTranslation : t.practice.showTranslation}
          </Button>
          {props.isTranslationOpen && (
            <p lang="zh-CN" data-testid="translation" className="max-w-2xl text-center text-lg">
              {item.translationZh}
            </p>
          )}
        </div>
      ) : (
        props.translationNote && <p className="mt-5 text-sm text-muted">{t.practice.noTranslation}</p>
      )}
      <div className="mt-7 flex flex-wrap justify-center gap-3">
        <Button look="outline" onClick={props.onAgain}>
          {t.practice.tryAgain}
        </Button>
        <Button
          elementRef={goOn}
          data-go-on
          data-testid="next"
          className="min-h-12 px-8"
          onKeyDown={(event) => {
            // A key still held from checking must not skip the answer.
            if (event.repeat) event.preventDefault()
          }}
          onClick={props.onNext}
        >
          {props.isLast ? t.practice.finish : t.practice.next}
        </Button>
        <Button
          look="quiet"
          aria-expanded={open === 'editor'}
          data-edit
          data-testid="edit"
          onClick={() => setOpen(open === 'editor' ? null : 'editor')}
        >
          {t.practice.edit}
        </Button>
      </div>
      {open === 'editor' && (
        <SentenceEditor item={item} audio={props.audio} isLast={props.isLast} undo={props.undo} onEdit={props.onEdit} />
      )}
    </section>
  )
}
