import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { Button, buttonClass } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Card, Page } from '../../components/page.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { useT } from '../../i18n/provider.tsx'
import { retryJob } from '../../lib/api/jobs.ts'
import { retryHelps } from '../../lib/job-status.ts'
import { useJobFeed } from '../../lib/use-job-feed.ts'
import { StageSteps } from './stage-steps.tsx'

/** A job before its first sentence. As soon as there is one, practice begins and this page is gone. */
export function LivePage({ jobId }: { jobId: string }) {
  const t = useT()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const [run, setRun] = useState(0)
  const { job, connection, error } = useJobFeed(jobId, run)
  const retry = useMutation({ mutationFn: () => retryJob(jobId), onSuccess: () => setRun(run + 1) })

  const practiceId = job !== null && mayPractise(job) ? job.exerciseSetId : null
  useEffect(() => {
    if (practiceId !== null) navigate(`/practice/${practiceId}`, { replace: true })
  }, [practiceId, navigate])

  const status = job?.status
  useEffect(() => {
    if (status === 'failed' || status === 'cancelled') void queries.invalidateQueries({ queryKey: ['wallet'] })
  }, [status, queries])

  if (error !== null) {
    return (
      <Page title={t.live.title} narrow>
        <ErrorNote error={error} onRetry={() => setRun(run + 1)} />
        <HomeLink />
      </Page>
    )
  }
  const stopped = status === 'failed' || status === 'cancelled' || (status === 'succeeded' && job?.readyItems === 0)
  if (job !== null && stopped) {
    const heading =
      status === 'failed' ? t.live.failedTitle : status === 'cancelled' ? t.live.cancelledTitle : t.live.emptyTitle
    return (
      <Page title={heading} lead={job.title} narrow>
        <Card className="p-6">
          <p>
            {job.errorCode !== null
              ? (t.jobErrors[job.errorCode] ?? t.jobErrors.internal_error)
              : status === 'cancelled'
                ? t.live.cancelledText
                : t.jobErrors.no_speech_found}
          </p>
          {retry.isError && (
            <div className="mt-4">
              <ErrorNote error={retry.error} />
            </div>
          )}
          <div className="mt-5 flex flex-wrap gap-3">
            {retryHelps(job) && (
              <Button disabled={retry.isPending} onClick={() => retry.mutate()}>
                {t.common.retry}
              </Button>
            )}
            {job.errorCode === 'insufficient_credits' && (
              <Link href="/wallet" className={buttonClass('outline')}>
                {t.home.toWallet}
              </Link>
            )}
            <HomeLink />
          </div>
        </Card>
      </Page>
    )
  }
  return (
    <Page title={t.live.title} lead={job?.restoring ? t.live.restoringLead : t.live.lead} narrow>
      <Card className="p-6 sm:p-8">
        <p className="font-medium [overflow-wrap:anywhere]">{job?.title ?? t.common.loading}</p>
        <ProgressBar className="mt-4" value={job?.progressPercent ?? null} label={t.live.progress} />
        <StageSteps stage={job?.stage ?? 'queued'} place={job?.queuePosition ?? null} />
        {job?.quote != null && !job.restoring && (
          <p className="mt-6 text-sm text-muted">{t.live.held(job.quote.credits)}</p>
        )}
      </Card>
      <p className="mt-5 text-sm text-muted">{t.live.leaveHint}</p>
      {connection === 'polling' && (
        <p role="status" className="mt-2 text-sm text-muted">
          {t.live.polling}
        </p>
      )}
    </Page>
  )
}

/** As soon as there is a sentence; a lesson whose clips are cut again has all of them at the end, seconds later. */
const mayPractise = ({ restoring, status, readyItems }: JobView): boolean =>
  readyItems > 0 && (restoring ? status === 'succeeded' : status !== 'cancelled')

function HomeLink() {
  const t = useT()
  return (
    <Link href="/" className={buttonClass('quiet')}>
      {t.common.toHome}
    </Link>
  )
}
