import { useLayoutEffect, useRef } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import type { Grade } from '../../../../workers/domain/grading/grade.ts'
import { Button } from '../../components/button.tsx'
import { useT } from '../../i18n/provider.tsx'
import { shownVerdicts } from './outcome.ts'
import type { TypingState } from './typing-state.ts'
import { VerdictWord } from './verdict-word.tsx'

type Props = {
  item: ItemView
  grade: Grade
  state: TypingState
  isLast: boolean
  translationNote: boolean
  onAgain: () => void
  onNext: () => void
}

/** The sentence as it was said, with what became of each word, and its meaning. */
export function ResultPanel(props: Props) {
  const t = useT()
  const { grade, item } = props
  const goOn = useRef<HTMLButtonElement>(null)
  const heard = grade.wordResults.filter(Boolean).length
  const said = t.practice.saidChecked(heard, grade.wordResults.length)

  useLayoutEffect(() => goOn.current?.focus({ preventScroll: true }), [])

  return (
    <section className="rise mt-8 flex flex-col items-center sm:mt-12" data-testid="result">
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      <p className={`text-[0.95rem] ${grade.isCorrect ? 'font-medium text-accent' : 'text-muted'}`} data-testid="score">
        {grade.isCorrect ? t.practice.perfect : t.practice.heard(heard, grade.wordResults.length)}
      </p>
      <p
        lang="en"
        data-testid="transcript"
        className="mt-5 flex max-w-3xl flex-wrap justify-center gap-x-2.5 gap-y-1.5 font-read text-2xl sm:text-3xl"
      >
        {shownVerdicts(grade.verdicts, props.state).map((verdict, index) => (
          <VerdictWord key={index} verdict={verdict} />
        ))}
      </p>
      {item.translationZh !== '' ? (
        <p lang="zh-CN" className="mt-5 max-w-2xl text-center text-lg text-muted" aria-label={t.practice.translation}>
          {item.translationZh}
        </p>
      ) : (
        props.translationNote && <p className="mt-5 text-sm text-muted">{t.practice.noTranslation}</p>
      )}
      <div className="mt-9 flex flex-wrap justify-center gap-3">
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
      </div>
    </section>
  )
}
