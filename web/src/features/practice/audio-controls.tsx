import { Minus, Play, Plus, Repeat, SkipBack, SkipForward, Square } from 'lucide'
import { type CSSProperties, memo, useEffect } from 'react'
import { IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'
import { type ClipPlayer, isOn } from '../../lib/clip-player.ts'
import { FASTEST, SLOWEST } from '../../lib/playback-rate.ts'
import { changePreferences, usePreferences } from '../../lib/preferences.ts'
import { usePlaybackRate, usePlayerState } from '../../lib/use-clip-player.ts'

type Props = {
  player: ClipPlayer
  /** Why there is no sound to be had: its time is up, or it could not be fetched. */
  fault: 'gone' | 'failed' | null
  onToggle: () => void
  onPrevious: (() => void) | null
  onNext: () => void
}

/** Hearing: again, slower, faster, in a loop, and on to another sentence. Each part is drawn again where it changed only. */
export const AudioControls = memo(function AudioControls({ player, fault, onToggle, onPrevious, onNext }: Props) {
  const t = useT()
  return (
    <>
      {fault === 'gone' && (
        <div role="alert" className="mx-auto mb-6 max-w-lg rounded-xl bg-typo-soft px-5 py-4 text-center">
          <p className="font-medium">{t.practice.audioGoneTitle}</p>
          <p className="mt-1 text-sm">{t.practice.audioGoneText}</p>
          {/* The page anew, which knows how to bring the clips back. */}
          <a href={window.location.pathname} className="mt-1 inline-flex min-h-11 items-center underline">
            {t.practice.audioGoneBring}
          </a>
        </div>
      )}
      {/* Pressed by hand, none of these takes the focus: what is typed next still goes into the sentence. */}
      <div
        role="presentation"
        className="flex flex-col items-center gap-3 contain-layout"
        onMouseDown={(event) => event.preventDefault()}
      >
        <div className="flex items-center gap-2 sm:gap-4">
          <IconButton label={t.practice.previous} disabled={onPrevious === null} onClick={() => onPrevious?.()}>
            <Icon of={SkipBack} className="size-5" />
          </IconButton>
          <PlayButton player={player} isGone={fault === 'gone'} onToggle={onToggle} />
          <IconButton label={t.practice.skip} onClick={onNext}>
            <Icon of={SkipForward} className="size-5" />
          </IconButton>
        </div>
        <Trouble player={player} isFailed={fault === 'failed'} />
        <Speed player={player} />
      </div>
    </>
  )
})

function PlayButton({ player, isGone, onToggle }: { player: ClipPlayer; isGone: boolean; onToggle: () => void }) {
  const t = useT()
  const state = usePlayerState(player)
  const blocked = state === 'blocked'
  // Between two plays as well: there is more to come, and at every repeat nothing has to be drawn anew.
  const canStop = isOn(state)
  return (
    <button
      type="button"
      data-testid="play"
      aria-label={blocked ? t.practice.pressToStart : canStop ? t.practice.stop : t.practice.playAgain}
      disabled={isGone}
      onClick={onToggle}
      className={`group flex h-16 items-center justify-center gap-3 rounded-full bg-accent text-on-accent shadow-card transition-[background-color,transform] hover:bg-accent-hover active:scale-95 disabled:opacity-40 sm:h-18 ${blocked ? 'px-8 text-lg font-medium' : 'w-16 sm:w-18'}`}
    >
      {canStop ? (
        <>
          <SoundBars isPlaying={state === 'playing'} />
          <Icon of={Square} className="hidden size-6 fill-current group-hover:block" />
        </>
      ) : (
        <Icon of={Play} className="size-7 translate-x-0.5 fill-current" />
      )}
      {blocked && t.practice.pressToStart}
    </button>
  )
}

function Trouble({ player, isFailed }: { player: ClipPlayer; isFailed: boolean }) {
  const t = useT()
  const state = usePlayerState(player)
  return (
    <>
      {state === 'blocked' && <p className="text-sm text-muted">{t.practice.pressToStartHint}</p>}
      {(isFailed || state === 'failed') && (
        <p role="alert" className="text-sm text-wrong">
          {t.practice.audioFailed}
        </p>
      )}
    </>
  )
}

function Speed({ player }: { player: ClipPlayer }) {
  const t = useT()
  const rate = usePlaybackRate(player)
  const { loop } = usePreferences()
  useEffect(() => player.setLoop(loop), [player, loop])
  return (
    <div role="group" aria-label={t.practice.speedLabel(rate)} className="flex items-center">
      <IconButton label={t.practice.slower} disabled={rate <= SLOWEST} onClick={() => player.changeRate(-1)}>
        <Icon of={Minus} className="size-4" />
      </IconButton>
      <output data-testid="rate" className="w-14 text-center text-sm text-muted tabular-nums">
        {t.practice.speed(rate)}
      </output>
      <IconButton label={t.practice.faster} disabled={rate >= FASTEST} onClick={() => player.changeRate(1)}>
        <Icon of={Plus} className="size-4" />
      </IconButton>
      <IconButton
        label={t.practice.loop}
        aria-pressed={loop}
        className="ml-1 aria-pressed:bg-accent-soft aria-pressed:text-accent"
        onClick={() => changePreferences({ loop: !loop })}
      >
        <Icon of={Repeat} className="size-4" />
      </IconButton>
    </div>
  )
}

/** Each bar's place in its movement, as a share of it, and its height where it stands still. */
const BARS = [
  { delay: 0.1, height: 0.55 },
  { delay: 0.35, height: 1 },
  { delay: 0, height: 0.4 },
  { delay: 0.25, height: 0.75 },
]

function SoundBars({ isPlaying }: { isPlaying: boolean }) {
  return (
    <span aria-hidden className="flex h-7 items-center gap-1 group-hover:hidden">
      {BARS.map(({ delay, height }) => (
        <span
          key={delay}
          className={`w-1 rounded-full bg-current ${isPlaying ? 'moving-bar' : 'h-(--still)'}`}
          style={{ '--still': `${height * 100}%`, animationDelay: `${-delay}s` } as CSSProperties}
        />
      ))}
    </span>
  )
}
