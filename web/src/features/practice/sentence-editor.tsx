import { useMutation } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import type { EditBody, ExerciseView, ItemView } from '../../../../workers/contract/exercises.ts'
import { NUDGE_MS } from '../../../../workers/contract/practice.ts'
import { splitWords } from '../../../../workers/domain/text/words.ts'
import { useErrorWords } from '../../components/error-note.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { decodeClip } from '../../lib/clip-cache.ts'
import { wordBounds } from '../../lib/quiet-points.ts'
import { SteadyButton } from './steady-button.tsx'
import type { SentenceAudio } from './use-sentence-audio.ts'
import { Waveform } from './waveform.tsx'

type Props = {
  item: ItemView
  audio: SentenceAudio
  isLast: boolean
  undo: ExerciseView['undo']
  onEdit: (edit: EditBody | 'undo') => Promise<void>
}

/** Puts right what the cutter got wrong. Every change is heard at once and can be undone. */
export function SentenceEditor({ item, audio, isLast, undo, onEdit }: Props) {
  const t = useOpenedT()
  const errorWords = useErrorWords()
  const [text, setText] = useState(item.transcriptEn)
  const [shown, setShown] = useState(item.transcriptEn)
  if (shown !== item.transcriptEn) {
    setShown(item.transcriptEn)
    setText(item.transcriptEn)
  }
  const edit = useMutation({ mutationFn: onEdit })
  const words = splitWords(item.transcriptEn)

  /** The moment is looked for in the sound: the quietest place near where the word should begin. */
  const split = useMutation({
    mutationFn: async (wordIndex: number) => {
      let atMs: number | undefined
      if (audio.clip !== null) {
        const sound = await decodeClip(audio.clip.blob)
        const share = wordBounds(sound.getChannelData(0), sound.sampleRate, words)[wordIndex - 1] ?? 0
        atMs = Math.round(item.startMs + share * (item.endMs - item.startMs))
      }
      await onEdit({ kind: 'split', wordIndex, ...(atMs !== undefined && { atMs }) })
    },
  })
  const busy = edit.isPending || split.isPending
  const canSave = !busy && text.trim() !== '' && text !== item.transcriptEn
  const error = edit.error ?? split.error
  const nudge = (edge: 'start' | 'end', byMs: number) => edit.mutate({ kind: 'nudge', edge, byMs })

  // Opened by a key as well, and then the hands are to be where it is.
  const section = useRef<HTMLElement>(null)
  useLayoutEffect(() => section.current?.focus(), [])

  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label={t.practice.edit}
      data-testid="editor"
      className="rise mt-6 w-full max-w-3xl rounded-2xl border border-line bg-surface p-5 text-left outline-none sm:p-6"
    >
      {audio.clip !== null && (
        <Waveform key={audio.clip.url} blob={audio.clip.blob} label={t.practice.waveform} height={56} />
      )}
      <div className="mt-3 grid gap-3 sm:grid-cols-2">
        {(['start', 'end'] as const).map((edge) => (
          <div key={edge} role="group" aria-label={t.practice.edges[edge]} className="flex items-center gap-2">
            <span className="mr-auto text-[0.95rem] text-muted">{t.practice.edges[edge]}</span>
            <SteadyButton look="outline" isOff={busy} onClick={() => nudge(edge, -NUDGE_MS)}>
              −50 ms
            </SteadyButton>
            <SteadyButton look="outline" isOff={busy} onClick={() => nudge(edge, NUDGE_MS)}>
              +50 ms
            </SteadyButton>
          </div>
        ))}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        <SteadyButton look="quiet" isOff={busy} onClick={() => edit.mutate({ kind: 'clip_cut', edge: 'start' })}>
          {t.practice.cutAtStart}
        </SteadyButton>
        <SteadyButton look="quiet" isOff={busy} onClick={() => edit.mutate({ kind: 'clip_cut', edge: 'end' })}>
          {t.practice.cutAtEnd}
        </SteadyButton>
      </div>

      <form
        className="mt-5"
        onSubmit={(event) => {
          event.preventDefault()
          if (canSave) edit.mutate({ kind: 'text', transcriptEn: text })
        }}
      >
        <label className="text-sm font-medium text-muted" htmlFor="sentence-text">
          {t.practice.editText}
        </label>
        <div className="mt-1.5 flex flex-wrap gap-2">
          <input
            id="sentence-text"
            lang="en"
            value={text}
            maxLength={2000}
            onChange={(event) => setText(event.target.value)}
            className="min-h-11 min-w-0 flex-1 basis-64 rounded-xl border border-line-strong bg-surface px-3.5 font-read"
          />
          <SteadyButton type="submit" look="outline" isOff={!canSave}>
            {t.practice.editSave}
          </SteadyButton>
        </div>
      </form>

      <p className="mt-5 text-sm font-medium text-muted">{t.practice.splitLabel}</p>
      <div lang="en" className="mt-1.5 flex flex-wrap items-center font-read text-lg" data-testid="split-row">
        {words.map((word, index) => (
          <span key={index} className="flex items-center">
            {index > 0 && (
              <button
                type="button"
                aria-disabled={busy}
                aria-label={t.practice.splitBefore(word)}
                title={t.practice.splitBefore(word)}
                onClick={() => busy || split.mutate(index)}
                className="mx-0.5 flex h-11 w-6 items-center justify-center rounded-md text-line-strong hover:bg-accent-soft hover:text-accent"
              >
                <span aria-hidden className="h-5 w-0.5 rounded bg-current" />
              </button>
            )}
            {word}
          </span>
        ))}
      </div>
      <div className="mt-5 flex flex-wrap gap-2">
        <SteadyButton look="outline" isOff={busy || isLast} onClick={() => edit.mutate({ kind: 'merge' })}>
          {t.practice.mergeNext}
        </SteadyButton>
        <SteadyButton
          look="outline"
          isOff={busy || undo === null}
          data-testid="undo"
          onClick={() => edit.mutate('undo')}
        >
          {undo === null ? t.practice.undo : t.practice.undoOf[undo.kind]}
          {undo !== null && !undo.itemIds.includes(item.id) && t.practice.undoElsewhere}
        </SteadyButton>
      </div>
      <p role="status" className="mt-3 min-h-6 text-sm text-wrong">
        {error !== null && errorWords(error)}
      </p>
    </section>
  )
}
