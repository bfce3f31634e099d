import { useState, type SyntheticEvent } from 'react'
import type { AdjustBody } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { adjust } from '../../lib/api/admin.ts'
import { randomUuid } from '../../lib/uuid.ts'
import { signedNumber } from '../codes.ts'
import { Part } from '../parts/facts.tsx'
import { useChange } from '../parts/use-change.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

/** One key for one intention: pressing twice, or again after a lost answer, moves credits once. */
export function AdjustForm({ userId }: { userId: string }) {
  const words = useAdminWords()
  const [form, setForm] = useState({ credits: '', reason: '', key: randomUuid() })
  const [tried, setTried] = useState(false)
  const credits = signedNumber(form.credits, 1_000_000_000)
  const reason = form.reason.trim()
  const send = useChange(
    (body: AdjustBody) => adjust(userId, body),
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
    <Part title={words.learner.adjust}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextField
          label={words.learner.adjustCredits}
          inputMode="text"
          autoComplete="off"
          value={form.credits}
          error={tried && credits === null ? words.learner.adjustWrong : null}
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
          {words.learner.adjustSend}
        </Button>
        <p role="status">{send.isSuccess && !tried && words.done}</p>
        {send.isError && <ErrorNote error={send.error} />}
      </form>
    </Part>
  )
}
