import { ArrowLeft, Keyboard, List, SlidersHorizontal } from 'lucide'
import { memo } from 'react'
import { Link } from 'wouter'
import { IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import type { PracticeMode } from '../../../../workers/contract/practice.ts'
import { useT } from '../../i18n/provider.tsx'

type OpenersProps = { mode: PracticeMode; onOverlay: (overlay: 'list' | 'keys' | 'settings') => void }

type Props = OpenersProps & {
  title: string
  at: number
  total: number
  moreComing: boolean
  solvedPercent: number
}

export function PracticeBar(props: Props) {
  const t = useT()
  return (
    <header className="bg-surface/70 contain-layout">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-1 px-1.5 sm:h-16 sm:px-4">
        <WayBack />
        <h1 className="min-w-0 flex-1 truncate text-[0.95rem] text-muted" title={props.title}>
          {props.title}
        </h1>
        <p className="shrink-0 px-2 text-right tabular-nums" data-testid="counter">
          <span aria-label={t.practice.counterLabel(props.at, props.total)} role="img" className="font-medium">
            {t.practice.counter(props.at, props.total)}
          </span>
          {props.moreComing && <span className="ml-2 text-sm text-accent">{t.practice.moreComing}</span>}
        </p>
        <Openers mode={props.mode} onOverlay={props.onOverlay} />
      </div>
      <ProgressBar className="h-1! rounded-none!" value={props.solvedPercent} label={t.practice.solvedLabel} />
    </header>
  )
}

// Neither is drawn again with every sentence.
const WayBack = memo(function WayBack() {
  const t = useT()
  return (
    <Link
      href="/"
      aria-label={t.common.back}
      title={t.common.back}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-xl text-muted hover:bg-sunken hover:text-ink"
    >
      <Icon of={ArrowLeft} className="size-5" />
    </Link>
  )
})

const Openers = memo(function Openers({ mode, onOverlay }: OpenersProps) {
  const t = useT()
  return (
    <>
      <button
        type="button"
        data-testid="mode"
        title={t.practice.settings}
        onClick={() => onOverlay('settings')}
        className="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-xl px-3 text-sm text-muted hover:bg-sunken hover:text-ink"
      >
        <Icon of={SlidersHorizontal} className="size-4.5" />
        <span className="max-sm:sr-only">{t.practice.modes[mode]}</span>
        <span className="sr-only">, {t.practice.settings}</span>
      </button>
      <IconButton label={t.practice.sentenceList} onClick={() => onOverlay('list')}>
        <Icon of={List} className="size-5" />
      </IconButton>
      <IconButton label={t.practice.keys} onClick={() => onOverlay('keys')} className="max-sm:hidden">
        <Icon of={Keyboard} className="size-5" />
      </IconButton>
    </>
  )
})
