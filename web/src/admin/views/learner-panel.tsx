import { useQuery } from '@tanstack/react-query'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { type AdminLedgerEntryView, disableLearner, eraseLearner, getLearner } from '../../lib/api/admin.ts'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { Pill } from '../parts/pill.tsx'
import { STATUS_TONES } from '../parts/tones.ts'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { AdjustForm } from './adjust-form.tsx'

export function LearnerPanel({ userId, onClose }: { userId: string; onClose: () => void }) {
  const words = useAdminWords()
  const format = useFormat()
  const maySupport = useMay('support')
  const mayErase = useMay('owner')
  const learner = useQuery({ queryKey: ['learner', userId], queryFn: () => getLearner(userId) })
  const ledger = useList<AdminLedgerEntryView>(`/learners/${userId}/ledger`, {})
  const jobs = useList<JobView>(`/learners/${userId}/jobs`, {})
  const { data } = learner
  const isDisabled = data !== undefined && data.disabledAt !== null
  return (
    <Modal title={data?.email ?? words.job.learner} place="panel" testId="panel" onClose={onClose}>
      {learner.isError && <ErrorNote error={learner.error} onRetry={() => void learner.refetch()} />}
      {data && (
        <>
          <Facts
            items={[
              [words.learner.balance, format.number(data.balanceCredits)],
              [words.learner.held, format.number(data.heldCredits)],
              [words.learner.since, format.time(data.createdAt)],
              [
                words.state,
                <Pill key="state" tone={isDisabled ? 'bad' : 'good'}>
                  {isDisabled ? words.learner.disabled : words.learner.active}
                </Pill>,
              ],
              ['ID', <code key="id">{userId}</code>],
            ]}
          />
          {maySupport && (
            <div className="mt-5 flex flex-wrap gap-3">
              <ConfirmButton
                key={String(isDisabled)}
                label={isDisabled ? words.learner.enable : words.learner.disable}
                title={isDisabled ? words.learner.enable : words.learner.disableAsk}
                text={isDisabled ? data.email : words.learner.disableText}
                ask={{ label: words.reason }}
                onConfirm={(reason) => disableLearner(userId, !isDisabled, reason)}
              />
              {mayErase && (
                <ConfirmButton
                  look="danger"
                  label={words.learner.erase}
                  title={words.learner.eraseAsk}
                  text={words.learner.eraseText}
                  ask={{ label: data.email, exactly: data.email }}
                  onConfirm={(email) => eraseLearner(userId, email)}
                  onDone={onClose}
                />
              )}
            </div>
          )}
          {maySupport && <AdjustForm userId={userId} />}
          <Part title={words.learner.ledger}>
            <DataTable
              name={words.learner.ledger}
              rows={ledger.rows}
              list={ledger}
              keyOf={(entry) => entry.id}
              columns={[
                { head: words.when, cell: (entry) => format.time(entry.createdAt) },
                { head: words.log.action, cell: (entry) => words.learner.entry[entry.entryType] },
                {
                  head: words.credits,
                  cell: (entry) => format.number(entry.deltaCredits || entry.heldDeltaCredits),
                  isNumber: true,
                },
                { head: words.learner.balance, cell: (entry) => format.number(entry.balanceAfter), isNumber: true },
                { head: words.reason, cell: (entry) => entry.note ?? entry.jobTitle ?? entry.codePrefix ?? '' },
                { head: words.log.who, cell: (entry) => entry.actor ?? '' },
              ]}
            />
          </Part>
          <Part title={words.views.jobs}>
            <DataTable
              name={words.views.jobs}
              rows={jobs.rows}
              list={jobs}
              keyOf={(job) => job.jobId}
              hrefOf={(job) => `/jobs/${job.jobId}`}
              columns={[
                { head: words.job.title, cell: (job) => job.title },
                {
                  head: words.job.status,
                  cell: (job) => <Pill tone={STATUS_TONES[job.status]}>{words.job.statuses[job.status]}</Pill>,
                },
                { head: words.when, cell: (job) => format.time(job.createdAt) },
              ]}
            />
          </Part>
        </>
      )}
    </Modal>
  )
}
