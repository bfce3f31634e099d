import { Captions, X } from 'lucide'
import { useRef } from 'react'
import { Button, IconButton } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'

type Props = { subtitles: File | null; onSubtitles: (file: File | null) => void }

/** The subtitles that go with a file or link: a way to add them, or their name and a way to take them off again. */
export function SubtitleChoice({ subtitles, onSubtitles }: Props) {
  const t = useT()
  const picker = useRef<HTMLInputElement>(null)
  if (subtitles !== null) {
    return (
      <p
        className="rise flex max-w-full items-center gap-2 self-start rounded-xl bg-accent-soft pl-3"
        data-testid="subtitles"
      >
        <Icon of={Captions} className="size-5 shrink-0 text-accent" />
        <span className="min-w-0 py-2 text-sm [overflow-wrap:anywhere]">{subtitles.name}</span>
        <IconButton label={t.home.subtitlesRemove(subtitles.name)} onClick={() => onSubtitles(null)}>
          <Icon of={X} className="size-4" />
        </IconButton>
      </p>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-sm">
      <Button look="quiet" className="-ml-4 text-sm" onClick={() => picker.current?.click()}>
        <Icon of={Captions} className="size-5" />
        {t.home.subtitlesAdd}
      </Button>
      <span className="text-muted">{t.home.subtitlesHint}</span>
      {/* Reachable by its button; the input itself would be a second stop for the keyboard. */}
      <input
        ref={picker}
        type="file"
        accept=".srt,.vtt,text/vtt,application/x-subrip"
        className="sr-only"
        tabIndex={-1}
        aria-hidden
        data-testid="subtitle-input"
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (chosen !== undefined) onSubtitles(chosen)
        }}
      />
    </div>
  )
}
