import { useState } from 'react'
import type { DisputeView } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Pill } from '../parts/pill.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { DisputePanel } from './dispute-panel.tsx'
import { usePlace } from './use-place.ts'

export function DisputesView() {
  const words = useAdminWords()
  const format = useFormat()
  const { id, close } = usePlace('disputes')
  const [open, setOpen] = useState<'true' | 'false'>('true')
  const list = useList<DisputeView>('/disputes', { open })
  const shown = list.rows.find((dispute) => dispute.id === id)
  return (
    <>
      <div className="mb-4 flex justify-end">
        <Choice
          label={words.state}
          value={open}
          options={[
            ['true', words.dispute.open],
            ['false', words.all],
          ]}
          onChange={setOpen}
        />
      </div>
      <DataTable
        name={words.views.disputes}
        rows={list.rows}
        list={list}
        keyOf={(dispute) => dispute.id}
        hrefOf={(dispute) => `/disputes/${dispute.id}`}
        columns={[
          { head: words.dispute.kind, cell: ({ kind }) => words.dispute.kinds[kind] },
          {
            head: words.dispute.sentence,
            isWide: true,
            cell: (dispute) => (
              <span lang="en" className="font-read">
                {dispute.transcriptEn}
              </span>
            ),
          },
          {
            head: words.state,
            cell: ({ settlement, undone }) =>
              settlement !== null ? (
                <Pill tone="good">{words.dispute.settled[settlement]}</Pill>
              ) : (
                <Pill tone={undone ? 'calm' : 'warn'}>{undone ? words.dispute.undone : words.dispute.open}</Pill>
              ),
          },
          { head: words.when, cell: (dispute) => format.time(dispute.createdAt) },
        ]}
      />
      {shown && <DisputePanel key={shown.id} dispute={shown} onClose={close} />}
    </>
  )
}
