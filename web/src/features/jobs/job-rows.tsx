import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'wouter'
import { buttonClass } from '../../components/button.tsx'
import { Card } from '../../components/page.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import type { Dictionary } from '../../i18n/en.ts'
import { useJobErrorWords } from '../../i18n/job-errors.ts'
import { useT } from '../../i18n/provider.tsx'
import { getJob } from '../../lib/api/jobs.ts'
import { formatAgo } from '../../lib/format.ts'
import { hasEnded } from '../../lib/job-status.ts'
import { JobActions } from './job-actions.tsx'
import type { Row } from './merge-rows.ts'

/** How often a running job's line asks for news; its own page is live. */
const POLL_MS = 2500

/** A row's job, asked for again while it runs. When it ends, the lists and the wallet are stale. */
function useLiveJob(row: Row) {
  const queries = useQueryClient()
  const jobId = row.job?.jobId ?? ''
  const running = row.job !== null && !hasEnded(row.job.status)
  const live = useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => getJob(jobId, signal),
    enabled: running,
    refetchInterval: (query) => (query.state.data && hasEnded(query.state.data.status) ? false : POLL_MS),
  })
  const ended = running && live.data !== undefined && hasEnded(live.data.status)
  useEffect(() => {
    if (!ended) return
    for (const key of ['jobs', 'exercises', 'wallet']) void queries.invalidateQueries({ queryKey: [key] })
  }, [ended, queries])
  return running ? (live.data ?? row.job) : row.job
}

const stepText = (t: Dictionary, { stage, queuePosition }: JobView): string =>
  queuePosition === null ? t.live.steps[stage] : t.live.place(queuePosition)

/** The lines of the home list. */
export function JobRows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {rows.map((row) => (
        <JobRow key={row.key} row={row} />
      ))}
    </ul>
  )
}

function JobRow({ row }: { row: Row }) {
  const t = useT()
  const why = useJobErrorWords()
  const job = useLiveJob(row)
  const [now] = useState(() => Date.now())
  const { set } = row
  const title = job?.title || set?.title || t.home.untitled
  const setId = set?.id ?? job?.exerciseSetId ?? null
  const running = job !== null && !hasEnded(job.status)
  const ready = job?.readyItems ?? set?.progress.totalSegments ?? 0
  const canPractise = setId !== null && ready > 0
  const failed = job?.status === 'failed'
  const progress = set?.progress
  const started = progress !== undefined && (progress.completedSegments > 0 || progress.lastSegmentIndex > 0)
  const allRight =
    progress !== undefined && progress.totalSegments > 0 && progress.completedSegments === progress.totalSegments

  return (
    <li>
      <Card className="px-5 py-4">
        <div className="flex flex-col gap-3 sm:flex-row sm:items-center sm:gap-6">
          <div className="min-w-0 flex-1">
            <h3 className="font-medium [overflow-wrap:anywhere]">{title}</h3>
            <p className="mt-0.5 flex flex-wrap gap-x-2 text-sm text-muted">
              {job !== null && job.status !== 'succeeded' && (
                <span className={failed ? 'text-wrong' : running ? 'text-accent' : ''}>
                  {running ? stepText(t, job) : t.home.status[job.status]}
                </span>
              )}
              {running && ready > 0 && <span>{t.home.ready(ready)}</span>}
              {!running && progress !== undefined && ready > 0 && (
                <span className={allRight ? 'text-accent' : ''}>
                  {allRight ? t.home.finished : t.home.solved(progress.completedSegments, progress.totalSegments)}
                </span>
              )}
              <time dateTime={row.createdAt}>{formatAgo(t.locale, row.createdAt, now)}</time>
            </p>
            {failed && job.errorCode !== null && <p className="mt-2 text-sm">{why(job.errorCode)}</p>}
          </div>
          <div className="flex shrink-0 flex-wrap items-center gap-2">
            {running && !canPractise && (
              <Link href={`/jobs/${job.jobId}`} aria-label={t.home.viewTitle(title)} className={buttonClass('outline')}>
                {t.home.view}
              </Link>
            )}
            {canPractise && (
              <Link
                href={`/practice/${setId}`}
                aria-label={t.home.practiseTitle(title)}
                className={buttonClass(allRight ? 'outline' : 'primary')}
              >
                {started && !allRight ? t.home.goOn : t.home.practise}
              </Link>
            )}
            {job !== null && <JobActions job={job} title={title} />}
          </div>
        </div>
        {running && <ProgressBar className="mt-4" value={job.progressPercent} label={`${t.live.progress}: ${title}`} />}
        {!running && started && !allRight && (
          <ProgressBar
            className="mt-4"
            value={(progress.completedSegments / Math.max(1, progress.totalSegments)) * 100}
            label={`${t.practice.solvedLabel}: ${title}`}
          />
        )}
      </Card>
    </li>
  )
}
