import { FileAudio2 } from 'lucide'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { ModelsView } from '../../../../workers/contract/models.ts'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'
import { getWallet } from '../../lib/api/wallet.ts'
import { formatBytes, formatClock } from '../../lib/format.ts'
import { estimateCredits, type Choice } from './price-hint.ts'
import { SubtitleChoice } from './subtitle-choice.tsx'
import { useMediaLength } from './use-media-length.ts'

type Props = {
  file: File
  choice: Choice
  models: ModelsView | null
  subtitles: File | null
  onSubtitles: (file: File | null) => void
  /** What is wrong with subtitles that were chosen last. */
  problem: string | null
  onStart: () => void
  onDismiss: () => void
}

/** A chosen file, before anything is sent: how long, about what price, one press to begin. */
export function ChosenFile({ file, choice, models, subtitles, onSubtitles, problem, onStart, onDismiss }: Props) {
  const t = useT()
  const start = useRef<HTMLButtonElement>(null)
  const seconds = useMediaLength(file)
  const wallet = useQuery({ queryKey: ['wallet'], queryFn: ({ signal }) => getWallet(signal) })
  const estimate = seconds === null || models === null ? null : estimateCredits(models, choice, seconds)
  const tooLong = seconds !== null && models !== null && seconds > models.limits.maxVideoMinutes * 60
  const short = estimate !== null && wallet.data !== undefined && estimate > wallet.data.availableCredits

  useEffect(() => start.current?.focus(), [file])

  return (
    <div className="flex flex-col gap-5 p-5 sm:p-7" data-testid="chosen-file">
      <div className="flex items-start gap-4">
        <span className="flex size-12 shrink-0 items-center justify-center rounded-xl bg-accent-soft text-accent">
          <Icon of={FileAudio2} className="size-6" />
        </span>
        <div className="min-w-0">
          <p className="font-medium [overflow-wrap:anywhere]">{file.name}</p>
          <p className="text-sm text-muted">
            {formatBytes(t.locale, file.size)}
            {seconds !== null && estimate !== null && ` · ${t.home.estimate(formatClock(seconds), estimate)}`}
          </p>
          {tooLong && <p className="mt-1 text-sm text-wrong">{t.home.fileTooLong(models.limits.maxVideoMinutes)}</p>}
          {short && (
            <p className="mt-1 text-sm text-typo">
              {t.home.mayNotSuffice}{' '}
              <Link href="/wallet" className="underline">
                {t.home.toWallet}
              </Link>
            </p>
          )}
        </div>
      </div>
      <div className="flex flex-col">
        <SubtitleChoice subtitles={subtitles} onSubtitles={onSubtitles} />
        {problem !== null && (
          <p role="alert" className="rise text-sm text-wrong">
            {problem}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-3">
        <Button elementRef={start} className="min-h-12 px-8" disabled={tooLong} onClick={onStart}>
          {t.home.start}
        </Button>
        <Button look="quiet" className="min-h-12" onClick={onDismiss}>
          {t.home.otherFile}
        </Button>
      </div>
    </div>
  )
}
