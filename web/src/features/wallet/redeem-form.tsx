import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type SyntheticEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { useErrorWords } from '../../components/error-note.tsx'
import { TextField } from '../../components/text-field.tsx'
import { useWalletT } from '../../i18n/wallet.ts'
import { redeem } from '../../lib/api/wallet.ts'
import { randomUuid } from '../../lib/uuid.ts'

export function RedeemForm() {
  const t = useWalletT()
  const words = useErrorWords()
  const queries = useQueryClient()
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  // One key per code typed: sending the same code again, after a lost answer or a double press, credits it once.
  const intent = useRef<{ code: string; key: string } | null>(null)
  const send = useMutation({
    mutationFn: (typed: string) => {
      if (intent.current?.code !== typed) intent.current = { code: typed, key: randomUuid() }
      return redeem({ code: typed, idempotencyKey: intent.current.key })
    },
    onSuccess: async () => {
      setCode('')
      intent.current = null
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['wallet'] }),
        queries.invalidateQueries({ queryKey: ['ledger'] }),
      ])
    },
  })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = code.trim()
    setMissing(typed === '')
    if (typed !== '' && !send.isPending) send.mutate(typed)
  }

  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      <h2 className="text-lg font-semibold">{t.wallet.redeemTitle}</h2>
      <TextField
        label={t.wallet.code}
        hint={t.wallet.codeHint}
        name="code"
        autoComplete="off"
        autoCapitalize="characters"
        autoCorrect="off"
        spellCheck={false}
        maxLength={64}
        className="[&_input]:font-mono [&_input]:tracking-wider [&_input]:uppercase"
        value={code}
        error={missing ? t.wallet.codeMissing : send.isError ? words(send.error) : null}
        onChange={(event) => {
          setCode(event.target.value)
          setMissing(false)
          if (send.isError || send.isSuccess) send.reset()
        }}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" disabled={send.isPending}>
          {t.wallet.redeem}
        </Button>
        <p role="status" className="text-sm text-accent">
          {send.isSuccess && t.wallet.redeemed(send.data.balanceCredits)}
        </p>
      </div>
    </form>
  )
}
