import type { ComponentProps } from 'react'
import { Button } from '../../components/button.tsx'

type Props = Omit<ComponentProps<typeof Button>, 'disabled'> & { isOff: boolean }

/** A button that keeps the focus while it does nothing: a disabled one loses it, and who has no mouse their place. */
export function SteadyButton({ isOff, onClick, className = '', ...rest }: Props) {
  return (
    <Button
      {...rest}
      aria-disabled={isOff}
      className={`aria-disabled:opacity-50 ${className}`}
      onClick={(event) => {
        if (isOff) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}
