import type { ComponentProps, Ref } from 'react'

type Look = 'primary' | 'quiet' | 'outline' | 'danger'

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-medium shadow-sm',
  outline: 'border border-line bg-surface text-ink hover:border-line-strong',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-wrong text-surface hover:opacity-90 font-medium',
}

const BASE =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-4 text-[0.95rem] transition-colors disabled:opacity-50'

/** Class of a link that looks like a button. */
export function buttonClass(look: Look, extra = ''): string {
  return `${BASE} ${LOOKS[look]} ${extra}`
}

export function Button({
  look = 'primary',
  className = '',
  type = 'button',
  elementRef,
  ...rest
}: Omit<ComponentProps<'button'>, 'ref'> & { look?: Look; elementRef?: Ref<HTMLButtonElement> }) {
  return <button {...rest} ref={elementRef} type={type} className={buttonClass(look, className)} />
}

/** A square button with a picture only; `label` is its name and its tooltip. */
export function IconButton({
  label,
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded-xl text-muted transition-colors hover:bg-sunken hover:text-ink disabled:opacity-40 ${className}`}
    />
  )
}
