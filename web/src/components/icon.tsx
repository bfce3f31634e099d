import type { IconNode } from 'lucide'
import { createElement } from 'react'

type Props = {
  /** The drawing, one of `lucide`'s: its components for React weigh as much as ten pictures, for options nobody here uses. */
  of: IconNode
  className: string
  strokeWidth?: number
}

/** A picture beside words or in a button that has a name of its own, so it says nothing itself. */
export function Icon({ of, className, strokeWidth = 2 }: Props) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={strokeWidth}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {of.map(([tag, attributes], index) => createElement(tag, { ...attributes, key: index }))}
    </svg>
  )
}
