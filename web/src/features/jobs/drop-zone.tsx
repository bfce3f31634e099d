import { AudioLines } from 'lucide'
import { useRef, useState, type SyntheticEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useT } from '../../i18n/provider.tsx'
import { mediaLink } from './media-link.ts'
import { SubtitleChoice } from './subtitle-choice.tsx'

type Props = {
  over: boolean
  link: string
  problem: string | null
  busy: boolean
  onFiles: (files: readonly File[]) => void
  subtitles: File | null
  onSubtitles: (file: File | null) => void
  onLinkChange: (text: string) => void
  onLink: (url: string) => void
}

/** Two ways in: a file, dropped or chosen, or a link. */
export function DropZone(props: Props) {
  const t = useT()
  const picker = useRef<HTMLInputElement>(null)
  const [linkError, setLinkError] = useState<string | null>(null)

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const url = mediaLink(props.link)
    if (url === null) setLinkError(t.home.linkWrong)
    else props.onLink(url)
  }

  return (
    <div className="p-3 sm:p-4">
      <div
        className={`flex flex-col items-center gap-4 rounded-xl border-2 border-dashed px-4 py-9 text-center transition-colors sm:py-12 ${
          props.over ? 'border-accent' : 'border-line'
        }`}
      >
        <Icon of={AudioLines} className="size-9 text-accent" strokeWidth={1.6} />
        <p className="text-lg">{props.over ? t.home.dropHere : t.home.dropTitle}</p>
        <Button className="px-6" onClick={() => picker.current?.click()}>
          {t.home.choose}
        </Button>
        {/* Reachable by its button; the input itself would be a second stop for the keyboard. */}
        <input
          ref={picker}
          type="file"
          multiple
          accept="video/*,audio/*,.mkv,.flv,.opus,.ts,.srt,.vtt"
          className="sr-only"
          tabIndex={-1}
          aria-hidden
          data-testid="file-input"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])]
            event.target.value = ''
            if (chosen.length > 0) props.onFiles(chosen)
          }}
        />
        {props.problem !== null && (
          <p role="alert" className="rise text-wrong">
            {props.problem}
          </p>
        )}
      </div>
      <p
        aria-hidden
        className="my-4 flex items-center gap-4 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        {t.home.or}
      </p>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3 sm:flex-row sm:items-start">
        <TextField
          className="flex-1"
          label={t.home.linkLabel}
          hideLabel
          name="link"
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder={t.home.linkPlaceholder}
          value={props.link}
          error={linkError}
          onChange={(event) => {
            props.onLinkChange(event.target.value)
            setLinkError(null)
          }}
        />
        <Button
          type="submit"
          look={props.link === '' ? 'outline' : 'primary'}
          className="min-h-12"
          disabled={props.busy}
        >
          {props.busy ? t.home.starting : t.home.startLink}
        </Button>
      </form>
      <div className="mt-2 flex flex-col px-1">
        <SubtitleChoice subtitles={props.subtitles} onSubtitles={props.onSubtitles} />
      </div>
    </div>
  )
}
