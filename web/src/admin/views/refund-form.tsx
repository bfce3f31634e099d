import { useState, type SyntheticEvent } from 'react'
import type { RefundBody } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { refundJob } from '../../lib/api/admin.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { wholeNumber } from '../codes.ts'
import { Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

/** One key for one intention, as in AdjustForm. */
export function RefundForm({ jobId, paid }: { jobId: string; paid: number }) {
  const words = useAdminWords()
  const [form, setForm] = useState({ credits: '', reason: '', key: randomUuid() })
  const [tried, setTried] = useState(false)
  const credits = wholeNumber(form.credits, 1, paid)
  const reason = form.reason.trim()
  const send = useChange(
    (body: RefundBody) => refundJob(jobId, body),
    () => {
      setForm({ credits: '', reason: '', key: randomUuid() })
      setTried(false)
    },
  )

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    if (credits !== null && reason !== '') send.mutate({ credits, reason, idempotencyKey: form.key })
  }

  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part, key: randomUuid() })
  return (
    <Part title={words.job.refund}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextField
          label={words.job.refundCredits}
          inputMode="numeric"
          autoComplete="off"
          value={form.credits}
          error={tried && credits === null ? words.job.refundWrong(paid) : null}
          onChange={(event) => change({ credits: event.target.value })}
        />
        <TextField
          label={words.reason}
          hint={words.learner.adjustHint}
          autoComplete="off"
          maxLength={500}
          value={form.reason}
          error={tried && reason === '' ? words.needed : null}
          onChange={(event) => change({ reason: event.target.value })}
        />
        <Button type="submit" className="self-start" disabled={send.isPending}>
          {words.job.refund}
        </Button>
        <p role="status">{send.isSuccess && !tried && words.done}</p>
        {send.isError && <ErrorNote error={send.error} />}
      </form>
    </Part>
  )
}
