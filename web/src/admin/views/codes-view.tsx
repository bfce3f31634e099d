import { useState } from 'react'
import type { CodeState } from '../../../../workers/contract/admin-lists.ts'
import { CODE_STATES } from '../../../../workers/contract/states.ts'
import { Button } from '../../components/button.tsx'
import type { CodeView } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { Pill } from '../parts/pill.tsx'
import { SearchBar } from '../parts/search-bar.tsx'
import { CODE_TONES } from '../parts/tones.ts'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { CodePanel } from './code-panel.tsx'
import { MakeCodesPanel } from './make-codes-panel.tsx'
import { usePlace } from './use-place.ts'

export function CodesView() {
  const words = useAdminWords()
  const format = useFormat()
  const { id, close, open } = usePlace('codes')
  const may = useMay('support')
  const [q, setQ] = useState('')
  const [state, setState] = useState<CodeState | 'all'>('all')
  const list = useList<CodeView>('/redeem-codes', { q, state })
  const shown = list.rows.find((code) => code.id === id)
  return (
    <>
      <SearchBar label={words.code.search} q={q} onSearch={setQ}>
        <Choice
          label={words.state}
          value={state}
          options={[['all', words.all], ...CODE_STATES.map((value) => [value, words.code.states[value]] as const)]}
          onChange={setState}
        />
        {may && <Button onClick={() => open('new')}>{words.code.make}</Button>}
      </SearchBar>
      <DataTable
        name={words.views.codes}
        rows={list.rows}
        list={list}
        isSearching={q !== ''}
        keyOf={(code) => code.id}
        hrefOf={(code) => `/codes/${code.id}`}
        columns={[
          { head: words.code.code, cell: (code) => <code>{code.visiblePrefix}…</code> },
          {
            head: words.state,
            cell: (code) => <Pill tone={CODE_TONES[code.state]}>{words.code.states[code.state]}</Pill>,
          },
          { head: words.credits, cell: (code) => format.number(code.credits), isNumber: true },
          { head: words.code.usedBy, cell: ({ redeemedBy }) => redeemedBy && (redeemedBy.email ?? words.code.gone) },
          { head: words.code.note, cell: (code) => code.note },
          { head: words.code.expires, cell: (code) => format.time(code.expiresAt) },
        ]}
      />
      {id === 'new' && may && <MakeCodesPanel onClose={close} />}
      {shown && <CodePanel code={shown} onClose={close} />}
    </>
  )
}
