import { Mic, Play, Square } from 'lucide'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Icon } from '../../components/icon.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import type { Clip } from '../../lib/clip-cache.ts'
import { useRecorder } from '../../lib/use-recorder.ts'
import { Waveform } from './waveform.tsx'

type Take = { blob: Blob; url: string }

type Props = {
  clip: Clip
  onPlayOriginal: () => void
  /** Something else is to be heard, or to be recorded: the original stops. */
  onQuiet: () => void
}

/** Speaking after a sentence: record, then hear and see both. The recording stays in this page's memory. */
export function ShadowPanel({ clip, onPlayOriginal, onQuiet }: Props) {
  const t = useOpenedT()
  const [take, setTake] = useState<Take | null>(null)
  const [isMute, setMute] = useState(false)
  const own = useRef<HTMLAudioElement | null>(null)

  const { isRecording, isRefused, record, stop } = useRecorder((blob) => {
    setTake({ blob, url: URL.createObjectURL(blob) })
  })
  useEffect(() => () => own.current?.pause(), [])
  useEffect(() => () => URL.revokeObjectURL(take?.url ?? ''), [take])

  function recordAnew() {
    setMute(false)
    onQuiet()
    own.current?.pause()
    void record()
  }

  function playOwn() {
    if (take === null) return
    onQuiet()
    own.current ??= new Audio()
    own.current.src = take.url
    own.current.play().catch(() => setMute(true))
  }

  return (
    <section aria-label={t.practice.modes.shadow} className="mx-auto mt-8 w-full max-w-3xl" data-testid="shadow">
      <div className="rounded-2xl border border-line bg-surface p-4 sm:p-6">
        <p className="mb-1 text-sm text-muted">{t.practice.shadowOriginal}</p>
        <Waveform key={clip.url} blob={clip.blob} label={t.practice.shadowOriginal} height={64} />
        <p className="mt-4 mb-1 text-sm text-muted">{t.practice.shadowOwn}</p>
        {take === null ? (
          <div className="flex h-16 items-center text-sm text-muted">
            <span className="h-px w-full bg-line" />
          </div>
        ) : (
          <Waveform key={take.url} blob={take.blob} label={t.practice.shadowOwn} height={64} />
        )}
      </div>
      <div className="mt-5 flex flex-wrap justify-center gap-3">
        <Button
          data-testid="record"
          data-after-text
          look={isRecording ? 'danger' : 'primary'}
          onClick={() => (isRecording ? stop() : recordAnew())}
        >
          <Icon of={isRecording ? Square : Mic} className="size-4" />
          {isRecording ? t.practice.shadowStop : t.practice.shadowRecord}
        </Button>
        <Button
          look="outline"
          onClick={() => {
            own.current?.pause()
            onPlayOriginal()
          }}
        >
          <Icon of={Play} className="size-4" />
          {t.practice.shadowOriginal}
        </Button>
        <Button look="outline" disabled={take === null} data-testid="play-own" onClick={playOwn}>
          <Icon of={Play} className="size-4" />
          {t.practice.shadowOwn}
        </Button>
      </div>
      <p role="status" className="mt-4 text-center text-sm text-muted">
        {isRefused || isMute ? t.practice.shadowRefused : t.practice.shadowPrivate}
      </p>
    </section>
  )
}
