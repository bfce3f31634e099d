import { Minus, Play, Plus, SkipBack, SkipForward } from 'lucide-react'
import { IconButton } from '../../components/button.tsx'
import { useT } from '../../i18n/provider.tsx'
import type { Player } from '../../lib/audio-player.ts'
import { FASTEST, SLOWEST } from '../../lib/playback-rate.ts'
import type { ClipState } from './use-sentence-audio.ts'

type Props = {
  player: Player
  clip: ClipState
  onReplay: () => void
  onPrevious: (() => void) | null
  onNext: () => void
}

export function AudioControls({ player, clip, onReplay, onPrevious, onNext }: Props) {
  const t = useT()
  if (clip === 'gone') {
    return (
      <div role="alert" className="mx-auto max-w-lg rounded-xl bg-typo-soft px-5 py-4 text-center">
        <p className="font-medium">{t.practice.audioGoneTitle}</p>
        <p className="mt-1 text-sm">{t.practice.audioGoneText}</p>
      </div>
    )
  }
  const blocked = player.state === 'blocked'
  const playing = player.state === 'playing'
  return (
    <div className="flex flex-col items-center gap-3">
      <div className="flex items-center gap-2 sm:gap-4">
        <IconButton label={t.practice.previous} disabled={onPrevious === null} onClick={() => onPrevious?.()}>
          <SkipBack aria-hidden className="size-5" />
        </IconButton>
        <button
          type="button"
          data-testid="play"
          aria-label={blocked ? t.practice.pressToStart : t.practice.playAgain}
          onClick={onReplay}
          className={`flex h-16 items-center justify-center gap-3 rounded-full bg-accent text-on-accent shadow-card transition-[background-color,transform] hover:bg-accent-hover active:scale-95 sm:h-18 ${blocked ? 'px-8 text-lg font-medium' : 'w-16 sm:w-18'}`}
        >
          {playing ? <SoundBars /> : <Play aria-hidden className="size-7 translate-x-0.5 fill-current" />}
          {blocked && t.practice.pressToStart}
        </button>
        <IconButton label={t.practice.skip} onClick={onNext}>
          <SkipForward aria-hidden className="size-5" />
        </IconButton>
      </div>
      {blocked && <p className="text-sm text-muted">{t.practice.pressToStartHint}</p>}
      {(clip === 'failed' || player.state === 'failed') && (
        <p role="alert" className="text-sm text-wrong">
          {t.practice.audioFailed}
        </p>
      )}
      <div role="group" aria-label={t.practice.speedLabel(player.rate)} className="flex items-center">
        <IconButton label={t.practice.slower} disabled={player.rate <= SLOWEST} onClick={() => player.changeRate(-1)}>
          <Minus aria-hidden className="size-4" />
        </IconButton>
        <output data-testid="rate" className="w-14 text-center text-sm text-muted tabular-nums">
          {t.practice.speed(player.rate)}
        </output>
        <IconButton label={t.practice.faster} disabled={player.rate >= FASTEST} onClick={() => player.changeRate(1)}>
          <Plus aria-hidden className="size-4" />
        </IconButton>
      </div>
    </div>
  )
}

function SoundBars() {
  return (
    <span aria-hidden className="flex h-7 items-center gap-1">
      {[0.1, 0.35, 0, 0.25].map((delay, bar) => (
        <span
          key={bar}
          className="h-full w-1 rounded-full bg-current [animation:bars_0.9s_ease-in-out_infinite]"
          style={{ animationDelay: `${-delay}s` }}
        />
      ))}
    </span>
  )
}
