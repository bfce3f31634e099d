import { useMutation } from '@tanstack/react-query'
import { Mic, Square } from 'lucide'
import { useId, useState, type SyntheticEvent } from 'react'
import type { ModelRouteView, TrialView } from '../../../../workers/contract/admin.ts'
import { MAX_TRIAL_BYTES, MAX_TRIAL_CHARACTERS, MAX_TRIAL_MS } from '../../../../workers/contract/model-kinds.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ApiError } from '../../lib/api-client.ts'
import { tryRecognition, tryTranslation } from '../../lib/api/admin.ts'
import { isRecord } from '../../lib/storage.ts'
import { useRecorder } from '../../lib/use-recorder.ts'
import { Part } from '../parts/facts.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

/** Asks the model once, enabled or not; nothing is stored or charged. */
export function TryModel({ route }: { route: ModelRouteView }) {
  const words = useAdminWords()
  return (
    <Part title={words.trial.title}>
      {route.task === 'asr' ? (
        <TryRecognition modelName={route.modelName} />
      ) : (
        <TryTranslation modelName={route.modelName} />
      )}
    </Part>
  )
}

function TryRecognition({ modelName }: { modelName: string }) {
  const words = useAdminWords()
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const trial = useMutation({ mutationFn: (body: Blob) => tryRecognition(modelName, body) })
  const take = (next: File | null) => {
    trial.reset()
    setFile(next)
  }
  const { isRecording, isRefused, record, stop } = useRecorder(take, MAX_TRIAL_MS - 1_000)
  const isTooLarge = file !== null && file.size > MAX_TRIAL_BYTES
  return (
    <div className="flex flex-col gap-3">
      <label htmlFor={id} className="text-sm font-medium">
        {words.trial.file}
      </label>
      <input
        id={id}
        type="file"
        accept="audio/*,video/*"
        aria-describedby={`${id}-hint`}
        className="min-h-11 w-full text-[0.95rem] file:mr-3 file:min-h-11 file:rounded-xl file:border file:border-line file:bg-surface file:px-4 file:text-ink"
        onChange={(event) => take(event.currentTarget.files?.[0] ?? null)}
      />
      <p id={`${id}-hint`} className="text-sm text-muted">
        {words.trial.limits}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button look={isRecording ? 'danger' : 'outline'} onClick={() => (isRecording ? stop() : void record())}>
          <Icon of={isRecording ? Square : Mic} className="size-4" />
          {isRecording ? words.trial.stop : words.trial.record}
        </Button>
        <Button
          disabled={file === null || isTooLarge || isRecording || trial.isPending}
          onClick={() => file && trial.mutate(file)}
        >
          {trial.isPending ? words.trial.asking : words.trial.listen}
        </Button>
        {file?.name === 'recording' && <span className="text-sm text-muted">{words.trial.recorded}</span>}
      </div>
      {isRefused && <p role="alert">{words.trial.noMicrophone}</p>}
      {isTooLarge && (
        <p role="alert" className="text-wrong">
          {words.trial.tooLarge}
        </p>
      )}
      <Outcome data={trial.data} error={trial.error} lang="en" nothing={words.trial.nothingHeard} />
    </div>
  )
}

function TryTranslation({ modelName }: { modelName: string }) {
  const words = useAdminWords()
  const [text, setText] = useState('')
  const trial = useMutation({ mutationFn: (line: string) => tryTranslation(modelName, line) })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (text.trim() !== '') trial.mutate(text.trim())
  }
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
      <TextField
        label={words.trial.line}
        lang="en"
        autoComplete="off"
        maxLength={MAX_TRIAL_CHARACTERS}
        value={text}
        onChange={(event) => {
          trial.reset()
          setText(event.target.value)
        }}
      />
      <Button type="submit" className="self-start" disabled={text.trim() === '' || trial.isPending}>
        {trial.isPending ? words.trial.asking : words.trial.translate}
      </Button>
      <Outcome data={trial.data} error={trial.error} />
    </form>
  )
}

type OutcomeProps = { data: TrialView | undefined; error: unknown; lang?: string; nothing?: string }

function Outcome({ data, error, lang, nothing }: OutcomeProps) {
  const words = useAdminWords()
  const format = useFormat()
  const details = error instanceof ApiError && isRecord(error.details) ? error.details : {}
  const { reason, tookMs } = details
  return (
    <div role="status" data-testid="trial">
      {data !== undefined && (
        <>
          <p lang={data.text === '' ? undefined : lang} className="font-read text-lg">
            {data.text || nothing}
          </p>
          <p className="text-sm text-muted">{words.trial.took(format.number(data.tookMs))}</p>
        </>
      )}
      {error !== null && (
        <ErrorNote error={error}>
          {typeof reason === 'string' && <p className="[overflow-wrap:anywhere]">{reason}</p>}
          {typeof tookMs === 'number' && <p className="text-sm">{words.trial.took(format.number(tookMs))}</p>}
        </ErrorNote>
      )}
    </div>
  )
}
