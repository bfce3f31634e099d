import { useLayoutEffect, useRef } from 'react'
import { useT } from '../../i18n/provider.tsx'
import { QUIET_INPUT, refuseReplacement } from './quiet-input.ts'

type Props = {
  text: string
  /** A dialog is open, and has the focus. */
  paused: boolean
  onText: (text: string) => void
}

/** The whole sentence in one field. It grows by lines, and tells nothing about the sentence. */
export function SentenceField({ text, paused, onText }: Props) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (paused) return
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [paused])
  return (
    <textarea
      ref={field}
      data-slot="0"
      data-testid="sentence-field"
      aria-label={t.practice.sentenceField}
      placeholder={t.practice.sentencePlaceholder}
      value={text}
      rows={3}
      maxLength={2000}
      {...QUIET_INPUT}
      enterKeyHint="done"
      onBeforeInput={refuseReplacement}
      onChange={(event) => onText(event.target.value)}
      className="mx-auto mt-8 block w-full max-w-3xl resize-none rounded-2xl border border-line-strong bg-surface px-5 py-4 font-read text-xl [field-sizing:content] focus:border-accent focus:outline-2 focus:outline-accent sm:mt-12 sm:text-2xl"
    />
  )
}
