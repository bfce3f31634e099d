import { useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide'
import { useState } from 'react'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { LazyConfirmDialog } from '../../components/confirm-dialog-lazy.tsx'
import { useErrorWords } from '../../components/error-note.tsx'
import { Icon } from '../../components/icon.tsx'
import { useT } from '../../i18n/provider.tsx'
import { cancelJob, retryJob } from '../../lib/api/jobs.ts'
import { hasEnded, retryHelps } from '../../lib/job-status.ts'

/** Retry is harmless and needs no question. Cancelling throws away minutes of work, so it asks. */
export function JobActions({ job, title }: { job: JobView; title: string }) {
  const t = useT()
  const words = useErrorWords()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const refresh = async () => {
    await Promise.all(
      [['jobs'], ['job', job.jobId], ['wallet']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
  }
  const retry = useMutation({ mutationFn: () => retryJob(job.jobId), onSettled: refresh })
  const cancel = useMutation({
    mutationFn: () => cancelJob(job.jobId),
    onSettled: async () => {
      setAsking(false)
      await refresh()
    },
  })
  const error = retry.error ?? cancel.error
  return (
    <>
      {error !== null && (
        <p role="alert" className="text-sm text-wrong">
          {words(error)}
        </p>
      )}
      {retryHelps(job) && (
        <Button
          look="outline"
          aria-label={t.home.retryTitle(title)}
          disabled={retry.isPending}
          onClick={() => retry.mutate()}
        >
          {t.common.retry}
        </Button>
      )}
      {!hasEnded(job.status) && (
        <IconButton label={t.home.cancelTitle(title)} onClick={() => setAsking(true)}>
          <Icon of={X} className="size-5" />
        </IconButton>
      )}
      {asking && (
        <LazyConfirmDialog
          title={t.home.confirmCancelTitle}
          text={t.home.confirmCancelText}
          confirm={t.home.confirmCancel}
          dismiss={t.home.keepGoing}
          busy={cancel.isPending}
          onConfirm={() => cancel.mutate()}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  )
}
