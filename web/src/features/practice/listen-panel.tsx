import { useLayoutEffect, useRef, useState } from 'react'
import type { ItemView } from '../../../../workers/contract/exercises.ts'
import { Button } from '../../components/button.tsx'
import { useOpenedT } from '../../i18n/opened.ts'

type Props = {
  item: ItemView
  isLast: boolean
  /** A dialog is open, and has the focus. */
  paused: boolean
  onNext: () => void
}

/** Listening without typing: the words are there for who wants them, and not before. */
export function ListenPanel({ item, isLast, paused, onNext }: Props) {
  const t = useOpenedT()
  const [isOpen, setOpen] = useState(false)
  const goOn = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    if (!paused) goOn.current?.focus({ preventScroll: true })
  }, [paused])
  return (
    <section className="mt-8 flex flex-col items-center" data-testid="listen">
      <div aria-live="polite" className="min-h-24 max-w-3xl text-center">
        {isOpen && (
          <>
            <p lang="en" className="font-read text-2xl sm:text-3xl">
              {item.transcriptEn}
            </p>
            {item.translationZh !== '' && (
              <p lang="zh-CN" className="mt-3 text-lg text-muted">
                {item.translationZh}
              </p>
            )}
          </>
        )}
      </div>
      <div className="mt-6 flex flex-wrap justify-center gap-3">
        <Button look="outline" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t.practice.hideText : t.practice.showText}
        </Button>
        <Button
          elementRef={goOn}
          data-go-on
          data-testid="next"
          className="min-h-12 px-8"
          onKeyDown={(event) => {
            if (event.repeat) event.preventDefault()
          }}
          onClick={onNext}
        >
          {isLast ? t.practice.finish : t.practice.next}
        </Button>
      </div>
    </section>
  )
}
