import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { Button, buttonClass } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { HomeLink } from '../../components/home-link.tsx'
import { Card, Page } from '../../components/page.tsx'
import { useJobErrorWords } from '../../i18n/job-errors.ts'
import { useT } from '../../i18n/provider.tsx'
import { retryJob } from '../../lib/api/jobs.ts'
import { retryHelps } from '../../lib/job-status.ts'

/** A job that came to its end without a sentence: why, and the ways on. */
export function StoppedJob({ job, onRetry }: { job: JobView; onRetry: () => void }) {
  const t = useT()
  const why = useJobErrorWords()
  const retry = useMutation({ mutationFn: () => retryJob(job.jobId), onSuccess: onRetry })
  const { status, errorCode } = job
  const heading =
    status === 'failed' ? t.live.failedTitle : status === 'cancelled' ? t.live.cancelledTitle : t.live.emptyTitle
  return (
    <Page title={heading} lead={job.title} narrow>
      <Card className="p-6">
        <p>
          {errorCode === null && status === 'cancelled' ? t.live.cancelledText : why(errorCode ?? 'no_speech_found')}
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
          {errorCode === 'insufficient_credits' && (
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
