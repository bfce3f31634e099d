import { useState } from 'react'
import type { JobStatus } from '../../../../workers/contract/jobs.ts'
import { JOB_STATUSES } from '../../../../workers/contract/states.ts'
import { useJobErrorWords } from '../../i18n/job-errors.ts'
import type { AdminJobView } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Pill } from '../parts/pill.tsx'
import { SearchBar } from '../parts/search-bar.tsx'
import { STATUS_TONES } from '../parts/tones.ts'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { DeadLetters } from './dead-letters.tsx'
import { JobPanel } from './job-panel.tsx'
import { usePlace } from './use-place.ts'

const LIVE_MS = 3_000

export function JobsView() {
  const why = useJobErrorWords()
  const words = useAdminWords()
  const format = useFormat()
  const { id, close } = usePlace('jobs')
  const [q, setQ] = useState('')
  const [status, setStatus] = useState<JobStatus | 'all' | 'dead'>('all')
  const list = useList<AdminJobView>('/jobs', { q, status: status === 'dead' ? 'all' : status }, LIVE_MS)
  return (
    <>
      <SearchBar label={words.job.search} q={q} onSearch={setQ}>
        <Choice
          label={words.job.status}
          value={status}
          options={[
            ['all', words.all],
            ...JOB_STATUSES.map((value) => [value, words.job.statuses[value]] as const),
            ['dead', words.job.dead],
          ]}
          onChange={setStatus}
        />
      </SearchBar>
      {status === 'dead' ? (
        <DeadLetters />
      ) : (
        <DataTable
          name={words.views.jobs}
          rows={list.rows}
          list={list}
          isSearching={q !== ''}
          keyOf={(job) => job.jobId}
          hrefOf={(job) => `/jobs/${job.jobId}`}
          columns={[
            { head: words.job.title, cell: (job) => job.title },
            {
              head: words.job.status,
              cell: (job) => <Pill tone={STATUS_TONES[job.status]}>{words.job.statuses[job.status]}</Pill>,
            },
            {
              head: words.job.stage,
              isWide: true,
              cell: ({ errorCode, stage, status, progressPercent }) =>
                errorCode === null
                  ? `${words.job.stages[stage]}${status === 'running' ? ` · ${progressPercent}%` : ''}`
                  : why(errorCode),
            },
            { head: words.job.ready, cell: (job) => format.number(job.readyItems), isNumber: true },
            { head: words.job.learner, cell: (job) => job.email },
            { head: words.when, cell: (job) => format.time(job.createdAt) },
          ]}
        />
      )}
      {id !== null && <JobPanel jobId={id} onClose={close} />}
    </>
  )
}
