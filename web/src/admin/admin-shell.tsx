import { useMutation } from '@tanstack/react-query'
import { LogOut } from 'lucide'
import { useRef } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { BrandMark } from '../components/brand.tsx'
import { Button } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { LanguageButton } from '../components/language-button.tsx'
import { useT } from '../i18n/provider.tsx'
import { signOut } from '../lib/api/admin.ts'
import { useAdminSession, useMay } from './session-context.ts'
import { AdminsView } from './views/admins-view.tsx'
import { CodesView } from './views/codes-view.tsx'
import { DisputesView } from './views/disputes-view.tsx'
import { JobsView } from './views/jobs-view.tsx'
import { LearnersView } from './views/learners-view.tsx'
import { LogView } from './views/log-view.tsx'
import { ModelsView } from './views/models-view.tsx'
import { NumbersView } from './views/numbers-view.tsx'
import { useAdminWords } from './words/use-admin-words.ts'

const VIEWS = ['jobs', 'learners', 'codes', 'disputes', 'models', 'numbers', 'log', 'admins'] as const

export function AdminShell({ onSignedOut }: { onSignedOut: () => void }) {
  const t = useT()
  const words = useAdminWords()
  const { name, role, via } = useAdminSession()
  const isOwner = useMay('owner')
  const [path] = useLocation()
  const content = useRef<HTMLElement>(null)
  // Also when the session was over already.
  const leave = useMutation({ mutationFn: signOut, onSettled: onSignedOut })

  return (
    <>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-surface focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:px-4 focus:py-2"
        onClick={(event) => {
          // The address says which view is open.
          event.preventDefault()
          content.current?.focus()
        }}
      >
        {t.common.skipToContent}
      </a>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-4 px-4 sm:px-6">
          <span className="flex h-14 items-center gap-2.5 font-semibold">
            <BrandMark />
            {words.title}
          </span>
          <div className="ml-auto flex items-center">
            <span className="hidden px-2 text-sm text-muted sm:inline">
              {name} · {words.roles[role]}
            </span>
            <LanguageButton />
            {via === 'session' && (
              <Button look="quiet" disabled={leave.isPending} onClick={() => leave.mutate()}>
                <Icon of={LogOut} className="size-4.5" />
                <span className="sr-only sm:not-sr-only">{words.signOut}</span>
              </Button>
            )}
          </div>
          <nav aria-label={words.sections} className="-mx-1 flex w-full gap-1 overflow-x-auto px-1 pt-0.5">
            {VIEWS.filter((view) => view !== 'admins' || isOwner).map((view) => {
              const isHere = path === `/${view}` || path.startsWith(`/${view}/`)
              return (
                <Link
                  key={view}
                  href={`/${view}`}
                  aria-current={isHere ? 'page' : undefined}
                  className={`flex min-h-11 items-center border-b-2 px-3 text-[0.95rem] whitespace-nowrap ${isHere ? 'border-accent font-medium text-ink' : 'border-transparent text-muted hover:text-ink'}`}
                >
                  {words.views[view]}
                </Link>
              )
            })}
          </nav>
        </div>
      </header>
      <main ref={content} id="content" tabIndex={-1} className="mx-auto max-w-7xl px-4 py-6 outline-none sm:px-6">
        <h1 className="sr-only">
          {t.common.appName} · {words.title}
        </h1>
        <Switch>
          <Route path="/jobs/:id?" component={JobsView} />
          <Route path="/learners/:id?" component={LearnersView} />
          <Route path="/codes/:id?" component={CodesView} />
          <Route path="/disputes/:id?" component={DisputesView} />
          <Route path="/models/:id?" component={ModelsView} />
          <Route path="/numbers" component={NumbersView} />
          <Route path="/log/:id?" component={LogView} />
          <Route path="/admins" component={AdminsView} />
          <Route>
            <Redirect to="/jobs" replace />
          </Route>
        </Switch>
      </main>
    </>
  )
}
