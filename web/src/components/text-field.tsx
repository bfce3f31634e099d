import { useId, type ComponentProps, type ReactNode } from 'react'

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  label: string
  hint?: string
  /** In the learner's words; also marks the input as invalid. */
  error?: string | null
  /** A button inside the right end of the input. */
  trailing?: ReactNode
  hideLabel?: boolean
}

export const inputClass =
  'w-full min-h-12 rounded-xl border bg-surface px-3.5 text-base text-ink placeholder:text-muted/70 transition-colors hover:border-ink/50 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent'

export function TextField({ label, hint, error, trailing, hideLabel = false, className = '', ...rest }: Props) {
  const id = useId()
  const about = [hint === undefined || error ? '' : `${id}-hint`, error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'mb-1.5 block text-sm font-medium'}>
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={about === '' ? undefined : about}
          className={`${inputClass} ${error ? 'border-wrong' : 'border-line-strong'} ${trailing ? 'pr-14' : ''}`}
        />
        {trailing && <div className="absolute inset-y-0 right-0.5 flex items-center">{trailing}</div>}
      </div>
      {hint !== undefined && !error && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="rise mt-1.5 text-sm text-wrong">
          {error}
        </p>
      )}
    </div>
  )
}
