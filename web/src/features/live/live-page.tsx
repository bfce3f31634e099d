import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { HomeLink } from '../../components/home-link.tsx'
import { lazyPart } from '../../components/lazy-part.tsx'
import { PageSkeleton } from '../../components/page-skeleton.tsx'
import { Card, Page } from '../../components/page.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { useT } from '../../i18n/provider.tsx'
import { useJobFeed } from '../../lib/use-job-feed.ts'
import { StageSteps } from './stage-steps.tsx'

const StoppedJob = lazyPart(() => import('./stopped-job.tsx').then((module) => module.StoppedJob), <PageSkeleton />)

/** A job before its first sentence. As soon as there is one, practice begins and this page is gone. */
export function LivePage({ jobId }: { jobId: string }) {
  const t = useT()
  const [, navigate] = useLocation()
  const queries = useQueryClient()
  const [run, setRun] = useState(0)
  const { job, connection, error } = useJobFeed(jobId, run)
  const followAgain = (): void => setRun(run + 1)

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
        <ErrorNote error={error} onRetry={followAgain} />
        <HomeLink />
      </Page>
    )
  }
  const stopped = status === 'failed' || status === 'cancelled' || (status === 'succeeded' && job?.readyItems === 0)
  if (job !== null && stopped) return <StoppedJob job={job} onRetry={followAgain} />
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
