import { useMutation, useQuery } from '@tanstack/react-query'
import { AudioLines } from 'lucide'
import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { ExerciseSetView } from '../../../../workers/contract/exercises.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { HomeLink } from '../../components/home-link.tsx'
import { Icon } from '../../components/icon.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { useOpenedT } from '../../i18n/opened.ts'
import { createJob, getModels } from '../../lib/api/jobs.ts'
import { formatBytes } from '../../lib/format.ts'
import { forgetUpload, sendForm, sendParts } from '../../lib/upload.ts'

/** Until `GET /models` has answered: small enough for every plan of the platform. */
const FORM_BYTES_FALLBACK = 50 * 1024 * 1024

type Props = { set: ExerciseSetView; onLater: () => void }

/** The clips' time is up: the same file, or the link, brings them back, at no charge and with all progress. */
export function BringAgain({ set, onLater }: Props) {
  const t = useOpenedT()
  const [, navigate] = useLocation()
  const picker = useRef<HTMLInputElement>(null)
  const [share, setShare] = useState<number | null>(null)
  const [isOther, setIsOther] = useState(false)
  const models = useQuery({ queryKey: ['models'], queryFn: ({ signal }) => getModels(signal), staleTime: 300_000 })
  const { restore } = set

  const bring = useMutation({
    mutationFn: async (file: File | null) => {
      if (file === null) return createJob({ exerciseSetId: set.id })
      const { signal } = new AbortController()
      if (file.size <= (models.data?.limits.maxFormUploadBytes ?? FORM_BYTES_FALLBACK)) {
        return sendForm({ file, subtitles: null }, { exercise_set_id: set.id }, setShare, signal)
      }
      const uploadId = await sendParts(file, setShare, signal)
      const created = await createJob({ uploadId, exerciseSetId: set.id })
      forgetUpload(file)
      return created
    },
    onSuccess: ({ jobId }) => navigate(`/jobs/${jobId}`),
    onSettled: () => setShare(null),
  })

  function choose(file: File) {
    // The server compares every byte; another size can be told before any of them is sent.
    const differs = restore?.kind === 'file' && file.size !== restore.sizeBytes
    setIsOther(differs)
    bring.reset()
    if (!differs) bring.mutate(file)
  }

  return (
    <main
      data-testid="bring-again"
      className="mx-auto flex w-full max-w-xl flex-1 flex-col items-center justify-center gap-4 px-6 py-16 text-center"
    >
      <Icon of={AudioLines} className="size-9 text-accent" strokeWidth={1.6} />
      <p className="[overflow-wrap:anywhere] text-muted">{set.title}</p>
      <h1 className="text-xl font-semibold">{t.restore.clipsGoneTitle}</h1>
      <p className="text-muted">
        {restore === null
          ? t.restore.clipsGoneForGood
          : restore.kind === 'file'
            ? t.restore.bringFile(restore.fileName, formatBytes(t.locale, restore.sizeBytes))
            : t.restore.bringLink}
      </p>
      {restore?.kind === 'link' && <p className="text-sm [overflow-wrap:anywhere]">{restore.url}</p>}
      {isOther && (
        <p role="alert" className="text-wrong">
          {t.restore.otherFile}
        </p>
      )}
      {bring.isError && <ErrorNote error={bring.error} />}
      {bring.isPending && (
        <ProgressBar className="w-full" value={share === null ? null : share * 100} label={t.restore.bringing} />
      )}
      <div className="mt-2 flex flex-wrap justify-center gap-3">
        {restore?.kind === 'file' && (
          <Button disabled={bring.isPending} onClick={() => picker.current?.click()}>
            {t.restore.chooseFile}
          </Button>
        )}
        {restore?.kind === 'link' && (
          <Button disabled={bring.isPending} onClick={() => bring.mutate(null)}>
            {t.restore.fetchLink}
          </Button>
        )}
        <Button look="quiet" onClick={onLater}>
          {t.restore.withoutSound}
        </Button>
        <HomeLink />
      </div>
      {/* Reachable by its button; the input itself would be a second stop for the keyboard. */}
      <input
        ref={picker}
        type="file"
        accept="video/*,audio/*,.mkv,.flv,.opus,.ts"
        className="sr-only"
        tabIndex={-1}
        aria-hidden
        data-testid="bring-file"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          if (file) choose(file)
        }}
      />
    </main>
  )
}
