import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card } from '../../components/page.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { useT } from '../../i18n/provider.tsx'
import type { UploadState } from './upload-store.ts'

type Props = {
  upload: Extract<UploadState, { kind: 'sending' | 'failed' }>
  onCancel: () => void
  onResume: () => void
}

export function UploadProgress({ upload, onCancel, onResume }: Props) {
  const t = useT()
  const name = upload.file.name
  return (
    <Card className="flex flex-col gap-4 p-5 sm:p-7">
      {upload.kind === 'sending' ? (
        <>
          <p className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 font-medium [overflow-wrap:anywhere]">{t.home.uploading(name)}</span>
            <span className="shrink-0 text-muted tabular-nums">
              {t.home.uploaded(Math.floor(upload.fraction * 100))}
            </span>
          </p>
          <ProgressBar value={upload.fraction * 100} label={t.home.uploading(name)} />
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="text-sm text-muted">{upload.fraction < 1 ? t.home.uploadKeepOpen : t.home.starting}</p>
            <Button look="outline" onClick={onCancel}>
              {t.home.cancelUpload}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="font-medium [overflow-wrap:anywhere]">{name}</p>
          <ErrorNote error={upload.error} />
          {upload.resumable && <p className="text-sm text-muted">{t.home.uploadPaused}</p>}
          <div className="flex flex-wrap gap-3">
            <Button onClick={onResume}>{upload.resumable ? t.home.resume : t.common.retry}</Button>
            <Button look="quiet" onClick={onCancel}>
              {t.home.otherFile}
            </Button>
          </div>
        </>
      )}
    </Card>
  )
}
