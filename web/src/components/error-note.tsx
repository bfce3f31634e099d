import { CircleAlert } from 'lucide'
import type { ReactNode } from 'react'
import { type AnyErrorCode, ApiError, codeOf } from '../lib/api-client.ts'
import { useT } from '../i18n/provider.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** The words for an error; a code that is newer than this page, or of no concern to it, reads as our own trouble. */
export function useErrorWords(): (error: unknown) => string {
  const words = useCodeWords()
  return (error) => words(codeOf(error))
}

/** The same for a code by itself. */
export function useCodeWords(): (code: AnyErrorCode) => string {
  const { errors } = useT()
  const words: Partial<Record<AnyErrorCode, string>> = errors
  return (code) => words[code] ?? errors.internal_error
}

/** A failed call in the learner's words, with a way on. The reference helps support find the request. */
export function ErrorNote(props: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const t = useT()
  const words = useErrorWords()
  const { error } = props
  const reference = error instanceof ApiError && error.status >= 500 ? error.requestId : null
  return (
    <div role="alert" className="rise flex items-start gap-3 rounded-xl bg-wrong-soft px-4 py-3 text-[0.95rem]">
      <Icon of={CircleAlert} className="mt-0.5 size-5 shrink-0 text-wrong" />
      <div className="min-w-0 flex-1">
        <p>{words(error)}</p>
        {reference !== null && <p className="mt-0.5 text-xs break-all text-muted">{t.common.reference(reference)}</p>}
        {props.children}
      </div>
      {props.onRetry && (
        <Button look="quiet" className="-my-1.5 shrink-0 !text-ink" onClick={props.onRetry}>
          {t.common.retry}
        </Button>
      )}
    </div>
  )
}
