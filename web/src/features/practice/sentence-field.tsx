import { useLayoutEffect, useRef } from 'react'
import { useT } from '../../i18n/provider.tsx'

type Props = {
  text: string
  onText: (text: string) => void
}

/** The whole sentence in one field. It grows by lines, and tells nothing about the sentence. */
export function SentenceField({ text, onText }: Props) {
  const t = useT()
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    field.current?.focus({ preventScroll: true })
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [])
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
      lang="en"
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      enterKeyHint="done"
      data-1p-ignore
      data-lpignore="true"
      data-gramm="false"
      onBeforeInput={(event) => {
        // A keyboard's replacement of a whole word (autocorrect, spelling menu) would hear for the learner.
        const native = event.nativeEvent
        if (native instanceof InputEvent && native.inputType === 'insertReplacementText') event.preventDefault()
      }}
      onChange={(event) => onText(event.target.value)}
      className="mx-auto mt-8 block w-full max-w-3xl resize-none rounded-2xl border border-line-strong bg-surface px-5 py-4 font-read text-xl [field-sizing:content] focus:border-accent focus:outline-2 focus:outline-accent sm:mt-12 sm:text-2xl"
    />
  )
}
