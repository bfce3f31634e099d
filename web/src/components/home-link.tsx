import type { ComponentProps } from 'react'
import { Link } from 'wouter'
import { useT } from '../i18n/provider.tsx'
import { type Button, buttonClass } from './button.tsx'

type Props = Pick<ComponentProps<typeof Button>, 'look' | 'className'>

/** The way home from a page that leads nowhere else, or is done. */
export function HomeLink({ look = 'quiet', className }: Props) {
  const t = useT()
  return (
    <Link href="/" className={buttonClass(look, className)}>
      {t.common.toHome}
    </Link>
  )
}
