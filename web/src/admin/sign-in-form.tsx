import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import type { AdminSessionView } from '../../../workers/contract/admin-access.ts'
import { BrandMark } from '../components/brand.tsx'
import { Button } from '../components/button.tsx'
import { ErrorNote, useErrorWords } from '../components/error-note.tsx'
import { LanguageButton } from '../components/language-button.tsx'
import { Card } from '../components/page.tsx'
import { TextField } from '../components/text-field.tsx'
import { useT } from '../i18n/provider.tsx'
import { signIn } from '../lib/api/admin.ts'
import { useAdminWords } from './words/use-admin-words.ts'

export function SignInForm(props: { reason: unknown; onSignedIn: (session: AdminSessionView) => void }) {
  const t = useT()
  const words = useAdminWords()
  const say = useErrorWords()
  const [token, setToken] = useState('')
  const [isEmpty, setEmpty] = useState(false)
  const open = useMutation({ mutationFn: signIn, onSuccess: props.onSignedIn })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    setEmpty(token.trim() === '')
    if (token.trim() !== '') open.mutate(token.trim())
  }

  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-6 px-4 py-8">
      <div className="flex items-center justify-between">
        <h1 className="flex items-center gap-2.5 text-lg font-semibold">
          <BrandMark />
          {t.common.appName} · {words.title}
        </h1>
        <LanguageButton />
      </div>
      {props.reason !== null && !open.isError && <ErrorNote error={props.reason} />}
      <Card className="p-6">
        <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
          <TextField
            label={words.token}
            hint={words.tokenHint}
            type="password"
            name="admin-token"
            autoComplete="current-password"
            autoFocus
            value={token}
            error={isEmpty ? words.needed : open.isError ? say(open.error) : null}
            onChange={(event) => setToken(event.target.value)}
          />
          <Button type="submit" disabled={open.isPending}>
            {words.open}
          </Button>
        </form>
      </Card>
    </main>
  )
}
