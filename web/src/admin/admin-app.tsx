import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { BrandMark } from '../components/brand.tsx'
import { Button } from '../components/button.tsx'
import { useErrorWords } from '../components/error-note.tsx'
import { LanguageButton } from '../components/language-button.tsx'
import { Card } from '../components/page.tsx'
import { TextField } from '../components/text-field.tsx'
import { useI18n } from '../i18n/provider.tsx'
import { listRoutes } from '../lib/api/admin.ts'
import { isString, readStored, removeStored, writeStored } from '../lib/storage.ts'
import { adminWords } from './admin-words.ts'
import { CodesForm } from './codes-form.tsx'
import { RoutesTable } from './routes-table.tsx'

const KEY = 'admin-token'

/** The token is tried on the routes list, which the page needs anyway; a wrong one never gets past the form. */
export function AdminApp() {
  const { language, t } = useI18n()
  const words = adminWords(language)
  const say = useErrorWords()
  const queries = useQueryClient()
  const [token, setToken] = useState(() => readStored(KEY, isString, 'session') ?? '')
  const [typed, setTyped] = useState('')
  const routes = useQuery({
    queryKey: ['routes', token],
    queryFn: () => listRoutes(token),
    enabled: token !== '',
  })

  function onSubmit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault()
    const next = typed.trim()
    if (next === '') return
    writeStored(KEY, next, 'session')
    if (next === token) void routes.refetch()
    setToken(next)
  }

  function forget() {
    removeStored(KEY, 'session')
    setToken('')
    setTyped('')
    queries.clear()
  }

  return (
    <>
      <header className="border-b border-line bg-surface/70">
        <div className="mx-auto flex h-16 max-w-5xl items-center justify-between px-4">
          <span className="flex items-center gap-2.5 font-semibold">
            <BrandMark />
            {t.common.appName} · {words.title}
          </span>
          <div className="flex items-center">
            <LanguageButton />
            {routes.isSuccess && (
              <Button look="quiet" onClick={forget}>
                {words.forget}
              </Button>
            )}
          </div>
        </div>
      </header>
      <main className="mx-auto flex max-w-5xl flex-col gap-6 px-4 py-8">
        {routes.data !== undefined && token !== '' ? (
          <>
            <CodesForm token={token} words={words} />
            <RoutesTable token={token} words={words} routes={routes.data} />
          </>
        ) : (
          <Card className="mx-auto w-full max-w-md p-6">
            <form noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
              <TextField
                label={words.token}
                hint={words.tokenHint}
                type="password"
                name="admin-token"
                autoComplete="off"
                value={typed}
                error={routes.isError && typed.trim() === token ? say(routes.error) : null}
                onChange={(event) => setTyped(event.target.value)}
              />
              <Button type="submit" disabled={routes.isFetching}>
                {words.open}
              </Button>
            </form>
          </Card>
        )}
      </main>
    </>
  )
}
