import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { useJobErrorWords } from '../../i18n/job-errors.ts'
import { cancelJob, getJob, retryJob } from '../../lib/api/admin.ts'
import { formatClock } from '../../lib/format.ts'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { Pill } from '../parts/pill.tsx'
import { useChange } from '../parts/use-change.ts'
import { STATUS_TONES } from '../parts/tones.ts'
import { useFormat } from '../parts/use-format.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { RefundForm } from './refund-form.tsx'

const LIVE_MS = 2_000

export function JobPanel({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const words = useAdminWords()
  const why = useJobErrorWords()
  const format = useFormat()
  const may = useMay('support')
  const job = useQuery({ queryKey: ['job', jobId], queryFn: () => getJob(jobId), refetchInterval: LIVE_MS })
  const retry = useChange(() => retryJob(jobId))
  const { data } = job
  const isOpen = data?.status === 'queued' || data?.status === 'running'
  const paid = data?.holds.reduce((sum, { settledAmount }) => sum + settledAmount, 0) ?? 0
  return (
    <Modal title={data?.title ?? words.job.title} place="panel" testId="panel" onClose={onClose}>
      {job.isError && <ErrorNote error={job.error} onRetry={() => void job.refetch()} />}
      {data && (
        <>
          <Facts
            items={[
              [
                words.job.status,
                <Pill key="status" tone={STATUS_TONES[data.status]}>
                  {words.job.statuses[data.status]}
                </Pill>,
              ],
              [words.job.stage, `${words.job.stages[data.stage]} · ${data.progressPercent}%`],
              ...(data.errorCode === null ? [] : [[words.job.error, why(data.errorCode)] as const]),
              [
                words.job.learner,
                <Link key="learner" href={`/learners/${data.userId}`} className="text-accent underline">
                  {data.email}
                </Link>,
              ],
              [words.job.source, data.source.kind === 'file' ? data.source.name : data.source.address],
              [words.job.length, data.durationMs === null ? '–' : formatClock(data.durationMs / 1000)],
              [words.job.ready, format.number(data.readyItems)],
              [words.job.attempts, format.number(data.attempts)],
              [words.job.models, [data.asrModel, data.mtModel].filter(Boolean).join(' · ')],
              ['ID', <code key="id">{data.jobId}</code>],
            ]}
          />
          {may && (
            <div className="mt-5 flex flex-wrap gap-3">
              {isOpen ? (
                <ConfirmButton
                  label={words.job.cancelJob}
                  title={words.job.cancelAsk}
                  text={words.job.cancelText}
                  onConfirm={() => cancelJob(jobId)}
                />
              ) : (
                data.status !== 'succeeded' && (
                  <Button look="outline" disabled={retry.isPending} onClick={() => retry.mutate()}>
                    {words.job.retry}
                  </Button>
                )
              )}
            </div>
          )}
          {retry.isError && (
            <div className="mt-3">
              <ErrorNote error={retry.error} />
            </div>
          )}
          {data.holds.length > 0 && (
            <Part title={words.job.money}>
              <Facts
                items={data.holds.map(({ amount, status, settledAmount, createdAt }) => [
                  format.time(createdAt),
                  `${words.job.hold[status]}: ${
                    status === 'settled'
                      ? words.job.settledOf(format.number(settledAmount), format.number(amount))
                      : format.number(amount)
                  }`,
                ])}
              />
            </Part>
          )}
          {may && paid > 0 && <RefundForm jobId={jobId} paid={paid} />}
          <Part title={words.job.events}>
            <ol className="flex flex-col gap-1.5 text-sm" data-testid="events">
              {data.events.map(({ at, status, stage, errorCode }, index) => (
                <li key={index} className="flex flex-wrap gap-x-3">
                  <time dateTime={at} className="text-muted tabular-nums">
                    {format.second(at)}
                  </time>
                  <span>
                    {words.job.statuses[status]}
                    {status === 'running' && ` · ${words.job.stages[stage]}`}
                    {errorCode !== null && ` · ${why(errorCode)}`}
                  </span>
                </li>
              ))}
            </ol>
          </Part>
        </>
      )}
    </Modal>
  )
}
