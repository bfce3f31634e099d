import { useState, type SyntheticEvent } from 'react'
import type { CreatedCodesView } from '../../../../workers/contract/admin.ts'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Modal } from '../../components/modal.tsx'
import { TextField } from '../../components/text-field.tsx'
import { createCodes } from '../../lib/api/admin.ts'
import { codesCsv, wholeNumber } from '../codes.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { useChange } from '../parts/use-change.ts'
import { useAdminWords } from '../words/use-admin-words.ts'

const START = { count: '10', credits: '1000', expiresDays: '30', prefix: 'V2', note: '' }

export function MakeCodesPanel({ onClose }: { onClose: () => void }) {
  const words = useAdminWords()
  const [form, setForm] = useState(START)
  const [tried, setTried] = useState(false)
  const count = wholeNumber(form.count, 1, 1000)
  const credits = wholeNumber(form.credits, 1, 1_000_000_000)
  const expiresDays = wholeNumber(form.expiresDays, 1, 365)
  const prefix = form.prefix.trim().toUpperCase()
  const prefixFits = /^[A-Z0-9]{0,6}$/u.test(prefix)
  const make = useChange(createCodes)

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    if (count === null || credits === null || expiresDays === null || !prefixFits) return
    make.mutate({ count, credits, expiresDays, prefix, note: form.note.trim() })
  }

  const field = (name: keyof typeof START, error: string | null) => ({
    name,
    autoComplete: 'off',
    value: form[name],
    error: tried ? error : null,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })

  return (
    <Modal title={words.code.make} place="panel" testId="panel" onClose={onClose}>
      {make.data === undefined ? (
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
          <TextField
            label={words.code.count}
            inputMode="numeric"
            {...field('count', count === null ? words.code.countWrong : null)}
          />
          <TextField
            label={words.code.each}
            inputMode="numeric"
            {...field('credits', credits === null ? words.code.creditsWrong : null)}
          />
          <TextField
            label={words.code.days}
            inputMode="numeric"
            {...field('expiresDays', expiresDays === null ? words.code.daysWrong : null)}
          />
          <TextField label={words.code.prefix} {...field('prefix', prefixFits ? null : words.code.prefixWrong)} />
          <TextField label={words.code.note} hint={words.code.noteHint} maxLength={200} {...field('note', null)} />
          {make.isError && <ErrorNote error={make.error} />}
          <Button type="submit" className="self-start" disabled={make.isPending}>
            {words.code.make}
          </Button>
        </form>
      ) : (
        <MadeCodes made={make.data} />
      )}
    </Modal>
  )
}

function MadeCodes({ made }: { made: CreatedCodesView }) {
  const words = useAdminWords()
  const text = made.codes.join('\n')

  function download() {
    const url = URL.createObjectURL(new Blob([codesCsv(made)], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `codes-${made.batchId}.csv`
    link.click()
    // The browser reads the blob after the click returns.
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }

  return (
    <div className="rise">
      <p role="status" className="font-medium">
        {words.code.made(made.count)}
      </p>
      <p className="text-sm text-muted">{words.code.onceOnly}</p>
      <textarea
        readOnly
        aria-label={words.views.codes}
        data-testid="codes"
        value={text}
        rows={Math.min(16, made.codes.length)}
        className="mt-3 w-full rounded-xl border border-line-strong bg-paper p-3 font-mono text-sm"
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="mt-3 flex flex-wrap gap-3">
        <CopyButton label={words.code.copyAll} text={text} />
        <Button look="outline" onClick={download}>
          {words.code.download}
        </Button>
      </div>
    </div>
  )
}
