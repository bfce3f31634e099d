import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { codeOf } from '../lib/api-client.ts'

export const SESSION_KEY = ['session'] as const

/** What the Worker says to whom it does not know, or does not know any more. */
const isSignedOut = (error: Error): boolean => ['admin_session_expired', 'admin_forbidden'].includes(codeOf(error))

/** Whatever call hears first that the session has ended, the session is known to have: the sign-in form says why it is there. */
export function newAdminClient(): QueryClient {
  const onError = (error: Error) => {
    if (!isSignedOut(error)) return
    client.getQueryCache().find({ queryKey: SESSION_KEY })?.setState({ data: undefined, status: 'error', error })
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } },
  })
  return client
}

/** Forgets all that was loaded, other than the session. */
export const forgetLoaded = (client: QueryClient): void => client.removeQueries({ predicate: isLoaded })

/** Asks anew for everything that is shown. */
export const reloadShown = (client: QueryClient): Promise<void> => client.invalidateQueries({ predicate: isLoaded })

const isLoaded = ({ queryKey }: { queryKey: readonly unknown[] }): boolean => queryKey[0] !== SESSION_KEY[0]
