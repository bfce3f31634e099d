import { useState } from 'react'
import { Modal } from '../../components/modal.tsx'
import { useCodeWords } from '../../components/error-note.tsx'
import type { AuditView } from '../../lib/api/admin.ts'
import { DataTable } from '../parts/data-table.tsx'
import { Facts, Part } from '../parts/facts.tsx'
import { Pill } from '../parts/pill.tsx'
import { SearchBar } from '../parts/search-bar.tsx'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { usePlace } from './use-place.ts'

export function LogView() {
  const words = useAdminWords()
  const format = useFormat()
  const { id, close } = usePlace('log')
  const [target, setTarget] = useState('')
  const list = useList<AuditView>('/audit', { target })
  const shown = list.rows.find((entry) => entry.id === id)
  return (
    <>
      <SearchBar label={words.log.search} q={target} onSearch={setTarget} />
      <DataTable
        name={words.views.log}
        rows={list.rows}
        list={list}
        isSearching={target !== ''}
        keyOf={(entry) => entry.id}
        hrefOf={(entry) => `/log/${entry.id}`}
        columns={[
          { head: words.log.action, cell: (entry) => words.log.actions[entry.action] },
          { head: words.log.who, cell: (entry) => entry.who },
          { head: words.log.target, cell: (entry) => entry.target ?? '' },
          { head: words.log.outcome, cell: (entry) => <Outcome entry={entry} />, isWide: true },
          { head: words.when, cell: (entry) => format.second(entry.at) },
        ]}
      />
      {shown && (
        <Modal title={words.log.actions[shown.action]} place="panel" testId="panel" onClose={close}>
          <Facts
            items={[
              [words.log.who, `${shown.who} · ${words.roles[shown.role]} · ${words.log.via[shown.via]}`],
              [words.when, format.second(shown.at)],
              [words.log.target, shown.target ?? '–'],
              [words.log.outcome, <Outcome key="outcome" entry={shown} />],
            ]}
          />
          <Part title={words.log.before}>
            <Values value={shown.before} />
          </Part>
          <Part title={words.log.after}>
            <Values value={shown.after} />
          </Part>
        </Modal>
      )}
    </>
  )
}

function Outcome({ entry: { outcome } }: { entry: AuditView }) {
  const say = useCodeWords()
  const words = useAdminWords()
  if (outcome === 'done') return <Pill tone="good">{words.log.done}</Pill>
  if (outcome === 'unknown') return <Pill tone="warn">{words.log.unknown}</Pill>
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <Pill tone="bad">{words.log.notDone}</Pill>
      {say(outcome)}
    </span>
  )
}

function Values({ value }: { value: unknown }) {
  if (value === null) return <p className="text-muted">–</p>
  return (
    <pre
      // What scrolls must be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="overflow-x-auto rounded-xl bg-sunken p-3 text-sm"
    >
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}
