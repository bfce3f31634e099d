import type { ReactNode } from 'react'

const TONES = {
  good: 'bg-accent-soft text-accent',
  bad: 'bg-wrong-soft text-wrong',
  warn: 'bg-typo-soft text-typo',
  calm: 'bg-sunken text-muted',
} as const
export type Tone = keyof typeof TONES

export function Pill({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`inline-block rounded-full px-2.5 py-0.5 text-sm whitespace-nowrap ${TONES[tone]}`}>
      {children}
    </span>
  )
}
