import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { AdminRole } from '../../../../workers/contract/admin-access.ts'
import { ADMIN_ROLES } from '../../../../workers/contract/roles.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { createAdmin, listAdmins, removeAdmin } from '../../lib/api/admin.ts'
import { Choice } from '../parts/choice.tsx'
import { ConfirmButton } from '../parts/confirm-button.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { DataTable } from '../parts/data-table.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

export function AdminsView() {
  const words = useAdminWords()
  const format = useFormat()
  const [name, setName] = useState('')
  const [role, setRole] = useState<AdminRole>('viewer')
  const list = useQuery({ queryKey: ['admins'], queryFn: listAdmins })
  const add = useChange(createAdmin, () => setName(''))

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    if (name.trim() !== '') add.mutate({ name: name.trim(), role })
  }

  return (
    <>
      <p className="mb-4 text-muted">{words.admin.explain}</p>
      <form noValidate onSubmit={onSubmit} className="mb-4 flex flex-wrap items-end gap-3">
        <TextField
          className="min-w-0 flex-1 basis-64"
          label={words.admin.name}
          autoComplete="off"
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Choice
          label={words.admin.role}
          value={role}
          options={ADMIN_ROLES.map((value) => [value, words.roles[value]] as const)}
          onChange={setRole}
        />
        <Button type="submit" disabled={add.isPending || name.trim() === ''}>
          {words.admin.add}
        </Button>
      </form>
      {add.isError && (
        <div className="mb-4">
          <ErrorNote error={add.error} />
        </div>
      )}
      {add.data && (
        <div role="status" className="rise mb-4 rounded-xl bg-accent-soft p-4">
          <p>{words.admin.tokenOnce}</p>
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <code data-testid="token" className="text-sm break-all">
              {add.data.token}
            </code>
            <CopyButton key={add.data.id} label={words.copy} text={add.data.token} />
          </div>
        </div>
      )}
      <DataTable
        name={words.views.admins}
        rows={list.data ?? []}
        list={list}
        keyOf={(admin) => admin.id}
        columns={[
          { head: words.log.who, cell: (admin) => admin.name },
          { head: words.admin.role, cell: (admin) => words.roles[admin.role] },
          {
            head: words.admin.seen,
            cell: ({ lastSeenAt }) => (lastSeenAt === null ? words.admin.never : format.time(lastSeenAt)),
          },
          {
            head: words.admin.remove,
            cell: (admin) => (
              <ConfirmButton
                look="danger"
                label={words.admin.remove}
                title={words.admin.removeAsk(admin.name)}
                text={words.admin.removeText}
                onConfirm={() => removeAdmin(admin.id)}
              />
            ),
          },
        ]}
      />
    </>
  )
}
