import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { codeOf } from '../lib/api-client.ts'
import { findSession } from '../lib/api/admin.ts'
import { AdminShell } from './admin-shell.tsx'
import { forgetLoaded, SESSION_KEY } from './query-client.ts'
import { SessionContext } from './session-context.ts'
import { SignInForm } from './sign-in-form.tsx'

/**
 * Whoever has a session, or is let in by Cloudflare Access, is in at once; the others sign in with their token. Whose session
 * ends meanwhile signs in again and is where they were: the place is in the address.
 */
export function AdminApp() {
  const queries = useQueryClient()
  const [hasEnded, setHasEnded] = useState(false)
  const session = useQuery({ queryKey: SESSION_KEY, queryFn: findSession, staleTime: Infinity })
  if (session.isPending) return null
  if (!session.data) {
    const why = session.isError && codeOf(session.error) !== 'admin_forbidden' ? session.error : null
    return (
      <SignInForm
        reason={hasEnded ? null : why}
        onSignedIn={(view) => {
          setHasEnded(false)
          // It may be somebody else, who may see less.
          forgetLoaded(queries)
          queries.setQueryData(SESSION_KEY, view)
        }}
      />
    )
  }
  return (
    <SessionContext value={session.data}>
      {/* The page is one file, on the Worker and wherever the site is hosted: its places are in the hash. */}
      {/* oxlint-disable-next-line react/hooks -- how wouter takes it */}
      <Router hook={useHashLocation}>
        <AdminShell
          onSignedOut={() => {
            setHasEnded(true)
            queries.clear()
            queries.setQueryData(SESSION_KEY, null)
          }}
        />
      </Router>
    </SessionContext>
  )
}
