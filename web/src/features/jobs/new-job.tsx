import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { Card } from '../../components/page.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { useT } from '../../i18n/provider.tsx'
import { createJob, getModels } from '../../lib/api/jobs.ts'
import { formatBytes } from '../../lib/format.ts'
import { readSubtitleText, sortFiles, subtitleProblem } from '../../lib/subtitle-file.ts'
import { fileProblem } from '../../lib/upload-plan.ts'
import { DropZone } from './drop-zone.tsx'
import { JobOptions } from './job-options.tsx'
import type { Choice } from './price-hint.ts'
import { cancelUpload, resumeUpload, startUpload, useUpload } from './upload-store.ts'
import { usePageDrop } from './use-page-drop.ts'

// Neither is wanted by who comes back to practise.
const ChosenFile = lazyPart(
  () => import('./chosen-file.tsx').then((module) => module.ChosenFile),
  <div className="min-h-56" />,
)
const UploadProgress = lazyPart(
  () => import('./upload-progress.tsx').then((module) => module.UploadProgress),
  <Card className="min-h-40">{null}</Card>,
)

/** Until `GET /models` has answered: small enough for every plan of the platform. */
const FORM_BYTES_FALLBACK = 50 * 1024 * 1024

export function NewJob() {
  const t = useT()
  const [, navigate] = useLocation()
  const upload = useUpload()
  const [file, setFile] = useState<File | null>(null)
  const [subtitles, setSubtitles] = useState<File | null>(null)
  const [subtitlesWrong, setSubtitlesWrong] = useState<string | null>(null)
  const [link, setLink] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [choice, setChoice] = useState<Choice>({ asrModel: null, mtModel: null })
  const models = useQuery({ queryKey: ['models'], queryFn: ({ signal }) => getModels(signal), staleTime: 300_000 })
  const limits = models.data?.limits ?? null

  const fromLink = useMutation({
    mutationFn: async (sourceUrl: string) =>
      createJob({
        sourceUrl,
        ...(subtitles !== null && { subtitles: await readSubtitleText(subtitles) }),
        ...(choice.asrModel !== null && { asrModel: choice.asrModel }),
        ...(choice.mtModel !== null && { mtModel: choice.mtModel }),
      }),
    onSuccess: ({ jobId }) => navigate(`/jobs/${jobId}`),
  })

  function take(chosen: File) {
    const found = fileProblem(chosen, limits?.maxUploadBytes ?? null)
    setProblem(
      found === null
        ? null
        : found === 'empty'
          ? t.home.fileEmpty
          : found === 'not-media'
            ? t.home.fileNotMedia
            : t.home.fileTooLarge(formatBytes(t.locale, limits?.maxUploadBytes ?? 0)),
    )
    setFile(found === null ? chosen : null)
  }

  function takeSubtitles(chosen: File | null) {
    const found = chosen === null ? null : subtitleProblem(chosen)
    const told = found === 'too-large' ? t.home.subtitlesTooLarge : t.home.subtitlesNot
    setSubtitlesWrong(found === null ? null : told)
    if (found === null) setSubtitles(chosen)
    fromLink.reset()
  }

  function takeFiles(files: readonly File[]) {
    const sorted = sortFiles(files)
    if (sorted.subtitles !== null) takeSubtitles(sorted.subtitles)
    if (sorted.media !== null) take(sorted.media)
  }

  const busy = upload.kind === 'sending' || upload.kind === 'failed'
  const over = usePageDrop({
    onFiles: (dropped) => !busy && takeFiles(dropped),
    onLink: (pasted) => {
      if (busy) return
      setFile(null)
      setLink(pasted)
    },
  })

  const maxFormBytes = limits?.maxFormUploadBytes ?? FORM_BYTES_FALLBACK
  if (busy)
    return <UploadProgress upload={upload} onCancel={cancelUpload} onResume={() => resumeUpload(maxFormBytes)} />
  return (
    <Card className={`overflow-hidden transition-colors ${over ? 'border-accent! bg-accent-soft!' : ''}`}>
      {file === null ? (
        <DropZone
          over={over}
          link={link}
          problem={problem ?? subtitlesWrong}
          busy={fromLink.isPending}
          onFiles={takeFiles}
          subtitles={subtitles}
          onSubtitles={takeSubtitles}
          onLinkChange={(text) => {
            setLink(text)
            fromLink.reset()
          }}
          onLink={(url) => fromLink.mutate(url)}
        />
      ) : (
        <ChosenFile
          file={file}
          choice={choice}
          models={models.data ?? null}
          subtitles={subtitles}
          onSubtitles={takeSubtitles}
          problem={subtitlesWrong}
          onStart={() => {
            void startUpload({ file, subtitles, choice }, maxFormBytes)
            setFile(null)
            setSubtitles(null)
          }}
          onDismiss={() => setFile(null)}
        />
      )}
      {fromLink.isError && (
        <div className="px-5 pb-5">
          <ErrorNote error={fromLink.error} />
        </div>
      )}
      <JobOptions models={models.data ?? null} choice={choice} onChoice={setChoice} />
    </Card>
  )
}
