import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Route, Switch } from 'wouter'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { isTransient } from '../lib/api-client.ts'
import { useSession } from '../lib/session.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PageSkeleton } from './page-skeleton.tsx'
import { Shell } from './shell.tsx'
import { useAttemptFlush } from './use-attempt-flush.ts'

const WelcomePage = lazy(() =>
  import('../features/account/welcome-page.tsx').then((module) => ({ default: module.WelcomePage })),
)
const HomePage = lazy(() => import('../features/jobs/home-page.tsx').then((module) => ({ default: module.HomePage })))
const LivePage = lazy(() => import('../features/live/live-page.tsx').then((module) => ({ default: module.LivePage })))
const PracticePage = lazy(() =>
  import('../features/practice/practice-page.tsx').then((module) => ({ default: module.PracticePage })),
)
const WalletPage = lazy(() =>
  import('../features/wallet/wallet-page.tsx').then((module) => ({ default: module.WalletPage })),
)
const WordsPage = lazy(() =>
  import('../features/words/words-page.tsx').then((module) => ({ default: module.WordsPage })),
)
const SettingsPage = lazy(() =>
  import('../features/settings/settings-page.tsx').then((module) => ({ default: module.SettingsPage })),
)

function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
      },
    },
  })
}

/** The practice page brings its own, smaller bar; all others share the header. */
function SignedIn() {
  useAttemptFlush()
  return (
    <Switch>
      <Route path="/practice/:exerciseSetId">
        {({ exerciseSetId }) => <PracticePage key={exerciseSetId} exerciseSetId={exerciseSetId} />}
      </Route>
      <Route>
        <Shell>
          <Suspense fallback={<PageSkeleton />}>
            <Switch>
              <Route path="/" component={HomePage} />
              <Route path="/jobs/:jobId">{({ jobId }) => <LivePage key={jobId} jobId={jobId} />}</Route>
              <Route path="/wallet" component={WalletPage} />
              <Route path="/words" component={WordsPage} />
              <Route path="/settings" component={SettingsPage} />
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </Shell>
      </Route>
    </Switch>
  )
}

/** Everything an account has fetched is forgotten with it: nothing one person saw is left for the next. */
function Account({ userId }: { userId: string | null }) {
  const [client] = useState(makeClient)
  return (
    <QueryClientProvider client={client}>
      <Suspense fallback={<PageSkeleton />}>{userId === null ? <WelcomePage /> : <SignedIn />}</Suspense>
    </QueryClientProvider>
  )
}

/**
 * Somebody who is not signed in sees the welcome page at whatever address they came to, so that signing in leads
 * exactly there without remembering anything.
 */
export function App() {
  const { session } = useSession()
  const userId = session?.user.id ?? null

  return (
    <ErrorBoundary>
      <Account key={userId ?? ''} userId={userId} />
    </ErrorBoundary>
  )
}
