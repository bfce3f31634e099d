import { ArrowLeft, Keyboard, List, SlidersHorizontal } from 'lucide-react'
import { Link } from 'wouter'
import { IconButton } from '../../components/button.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import type { PracticeMode } from '../../../../workers/contract/practice.ts'
import { useT } from '../../i18n/provider.tsx'

type Props = {
  title: string
  at: number
  total: number
  moreComing: boolean
  solvedPercent: number
  mode: PracticeMode
  onOverlay: (overlay: 'list' | 'keys' | 'settings') => void
}

export function PracticeBar(props: Props) {
  const t = useT()
  return (
    <header className="bg-surface/70 contain-layout">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-1 px-1.5 sm:h-16 sm:px-4">
        <Link
          href="/"
          aria-label={t.common.back}
          title={t.common.back}
          className="inline-flex size-11 shrink-0 items-center justify-center rounded-xl text-muted hover:bg-sunken hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-5" />
        </Link>
        <h1 className="min-w-0 flex-1 truncate text-[0.95rem] text-muted" title={props.title}>
          {props.title}
        </h1>
        <p className="shrink-0 px-2 text-right tabular-nums" data-testid="counter">
          <span aria-label={t.practice.counterLabel(props.at, props.total)} role="img" className="font-medium">
            {t.practice.counter(props.at, props.total)}
          </span>
          {props.moreComing && <span className="ml-2 text-sm text-accent">{t.practice.moreComing}</span>}
        </p>
        <button
          type="button"
          data-testid="mode"
          title={t.practice.settings}
          onClick={() => props.onOverlay('settings')}
          className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-ink"
        >
          <SlidersHorizontal aria-hidden className="size-4.5" />
          <span className="max-sm:sr-only">{t.practice.modes[props.mode]}</span>
          <span className="sr-only">, {t.practice.settings}</span>
        </button>
        <IconButton label={t.practice.sentenceList} onClick={() => props.onOverlay('list')}>
          <List aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={t.practice.keys} onClick={() => props.onOverlay('keys')} className="max-sm:hidden">
          <Keyboard aria-hidden className="size-5" />
        </IconButton>
      </div>
      <ProgressBar className="h-1! rounded-none!" value={props.solvedPercent} label={t.practice.solvedLabel} />
    </header>
  )
}
