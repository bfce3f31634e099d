import { useState } from 'react'
import type { LearnerView } from '../../lib/api/admin.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Pill } from '../parts/pill.tsx'
import { SearchBar } from '../parts/search-bar.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { LearnerPanel } from './learner-panel.tsx'
import { usePlace } from './use-place.ts'

export function LearnersView() {
  const words = useAdminWords()
  const format = useFormat()
  const { id, close } = usePlace('learners')
  const [q, setQ] = useState('')
  const list = useList<LearnerView>('/learners', { q })
  return (
    <>
      <SearchBar label={words.learner.search} q={q} onSearch={setQ} />
      <DataTable
        name={words.views.learners}
        rows={list.rows}
        list={list}
        isSearching={q !== ''}
        keyOf={(learner) => learner.userId}
        hrefOf={(learner) => `/learners/${learner.userId}`}
        columns={[
          { head: words.learner.email, cell: (learner) => learner.email },
          { head: words.learner.balance, cell: (learner) => format.number(learner.balanceCredits), isNumber: true },
          { head: words.learner.held, cell: (learner) => format.number(learner.heldCredits), isNumber: true },
          { head: words.learner.jobs, cell: (learner) => format.number(learner.jobs), isNumber: true },
          {
            head: words.state,
            cell: ({ disabledAt }) => (
              <Pill tone={disabledAt === null ? 'good' : 'bad'}>
                {disabledAt === null ? words.learner.active : words.learner.disabled}
              </Pill>
            ),
          },
          { head: words.learner.since, cell: (learner) => format.time(learner.createdAt) },
        ]}
      />
      {id !== null && <LearnerPanel key={id} userId={id} onClose={close} />}
    </>
  )
}
