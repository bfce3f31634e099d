import type { DeadLetterView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { resendDeadLetter } from '../../lib/api/admin.ts'
import { DataTable } from '../parts/data-table.tsx'
import { useChange } from '../parts/use-change.ts'
import { useFormat } from '../parts/use-format.ts'
import { useList } from '../parts/use-list.ts'
import { useMay } from '../session-context.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

/** Jobs whose message the queue gave up. */
export function DeadLetters() {
  const words = useAdminWords()
  const format = useFormat()
  const may = useMay('support')
  const list = useList<DeadLetterView>('/dead-letters', {})
  const resend = useChange(resendDeadLetter)
  return (
    <>
      {resend.isError && (
        <div className="mb-4">
          <ErrorNote error={resend.error} />
        </div>
      )}
      <DataTable
        name={words.job.dead}
        rows={list.rows}
        list={list}
        keyOf={(letter) => letter.id}
        hrefOf={(letter) => `/jobs/${letter.jobId}`}
        columns={[
          { head: words.job.title, cell: (letter) => letter.title },
          { head: words.reason, cell: (letter) => letter.reason, isWide: true },
          { head: words.when, cell: (letter) => format.time(letter.diedAt) },
          {
            head: words.job.resent,
            cell: (letter) =>
              letter.resentAt !== null ? (
                format.time(letter.resentAt)
              ) : (
                <Button look="outline" disabled={!may || resend.isPending} onClick={() => resend.mutate(letter.id)}>
                  {words.job.resend}
                </Button>
              ),
          },
        ]}
      />
    </>
  )
}
