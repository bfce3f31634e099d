import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { CreatedCodesView } from '../../../workers/contract/admin.ts'
import { Button } from '../components/button.tsx'
import { ErrorNote } from '../components/error-note.tsx'
import { Card } from '../components/page.tsx'
import { TextField } from '../components/text-field.tsx'
import { createCodes } from '../lib/api/admin.ts'
import type { AdminWords } from './admin-words.ts'
import { codesCsv, wholeNumber } from './codes.ts'

const START = { count: '10', credits: '1000', expiresDays: '30', prefix: 'V2' }

export function CodesForm({ token, words }: { token: string; words: AdminWords }) {
  const [form, setForm] = useState(START)
  const [tried, setTried] = useState(false)
  const count = wholeNumber(form.count, 1, 1000)
  const credits = wholeNumber(form.credits, 1, 1_000_000_000)
  const expiresDays = wholeNumber(form.expiresDays, 1, 365)
  const prefixFits = /^[A-Za-z0-9]{0,6}$/u.test(form.prefix)
  const make = useMutation({ mutationFn: (body: Parameters<typeof createCodes>[1]) => createCodes(token, body) })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setTried(true)
    if (count === null || credits === null || expiresDays === null || !prefixFits) return
    make.mutate({ count, credits, expiresDays, prefix: form.prefix.toUpperCase() })
  }

  const field = (name: keyof typeof START, error: string | null) => ({
    name,
    autoComplete: 'off',
    value: form[name],
    error: tried ? error : null,
    onChange: (event: { target: { value: string } }) => setForm({ ...form, [name]: event.target.value }),
  })

  return (
    <Card className="p-6">
      <h2 className="text-lg font-semibold">{words.codes}</h2>
      <form noValidate onSubmit={onSubmit} className="mt-4 grid items-start gap-4 sm:grid-cols-4">
        <TextField
          label={words.count}
          inputMode="numeric"
          {...field('count', count === null ? words.countWrong : null)}
        />
        <TextField
          label={words.credits}
          inputMode="numeric"
          {...field('credits', credits === null ? words.creditsWrong : null)}
        />
        <TextField
          label={words.expiresDays}
          inputMode="numeric"
          {...field('expiresDays', expiresDays === null ? words.daysWrong : null)}
        />
        <TextField label={words.prefix} {...field('prefix', prefixFits ? null : words.prefixHint)} />
        <Button type="submit" className="sm:col-span-4 sm:justify-self-start" disabled={make.isPending}>
          {words.make}
        </Button>
      </form>
      {make.isError && (
        <div className="mt-4">
          <ErrorNote error={make.error} />
        </div>
      )}
      {make.data !== undefined && <MadeCodes key={make.data.batchId} made={make.data} words={words} />}
    </Card>
  )
}

function MadeCodes({ made, words }: { made: CreatedCodesView; words: AdminWords }) {
  const [copied, setCopied] = useState(false)
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
    <div className="rise mt-6 border-t border-line pt-5">
      <p role="status" className="font-medium">
        {words.made(made.count)} <span className="font-normal text-muted">· {words.batch(made.batchId)}</span>
      </p>
      <p className="text-sm text-muted">{words.onceOnly}</p>
      <textarea
        readOnly
        aria-label={words.codes}
        data-testid="codes"
        value={text}
        rows={Math.min(12, made.codes.length)}
        className="mt-3 w-full rounded-xl border border-line-strong bg-paper p-3 font-mono text-sm"
        onFocus={(event) => event.target.select()}
      />
      <div className="mt-3 flex gap-3">
        <Button
          look="outline"
          onClick={() => {
            // Without a secure context there is no clipboard; the text is there to select.
            void navigator.clipboard?.writeText(text).then(() => setCopied(true))
          }}
        >
          {copied ? words.copied : words.copy}
        </Button>
        <Button look="outline" onClick={download}>
          {words.download}
        </Button>
      </div>
    </div>
  )
}
