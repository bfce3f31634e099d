import { useState, type SyntheticEvent } from 'react'
import type { AdjustBody } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { randomUuid } from '../../lib/uuid.ts'
import { useAdminWords } from '../words/use-admin-words.ts'
import { Part } from './facts.tsx'
import { useChange } from './use-change.ts'

type Props = {
  title: string
  creditsLabel: string
  inputMode: 'text' | 'numeric'
  /** The credits that are typed; null when they are not right, which `creditsWrong` says. */
  readCredits: (text: string) => number | null
  creditsWrong: string
  sendLabel: string
  send: (body: AdjustBody) => Promise<unknown>
}

/**
 * Credits and the reason for them. One key for one intention: pressing twice, or again after a lost answer, moves credits
 * once.
 */
export function CorrectionForm(props: Props) {
  const words = useAdminWords()
  const [form, setForm] = useState({ credits: '', reason: '', key: randomUuid() })
  const [tried, setTried] = useState(false)
  const credits = props.readCredits(form.credits)
  const reason = form.reason.trim()
  const send = useChange(props.send, () => {
    setForm({ credits: '', reason: '', key: randomUuid() })
    setTried(false)
  })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    if (credits !== null && reason !== '') send.mutate({ credits, reason, idempotencyKey: form.key })
  }

  const change = (part: Partial<typeof form>) => setForm({ ...form, ...part, key: randomUuid() })
  return (
    <Part title={props.title}>
      <form noValidate onSubmit={onSubmit} className="flex flex-col gap-3">
        <TextField
          label={props.creditsLabel}
          inputMode={props.inputMode}
          autoComplete="off"
          value={form.credits}
          error={tried && credits === null ? props.creditsWrong : null}
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
          {props.sendLabel}
        </Button>
        <p role="status">{send.isSuccess && !tried && words.done}</p>
        {send.isError && <ErrorNote error={send.error} />}
      </form>
    </Part>
  )
}
