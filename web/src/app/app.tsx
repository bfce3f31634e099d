import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { Route, Switch } from 'wouter'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { lazyPart } from '../components/lazy-part.tsx'
import { isTransient } from '../lib/api-client.ts'
import { useSession } from '../lib/session.ts'
import { NotFoundPage } from './not-found-page.tsx'
import { PageSkeleton } from '../components/page-skeleton.tsx'
import { Shell } from './shell.tsx'
import { useAttemptFlush } from './use-attempt-flush.ts'

const skeleton = <PageSkeleton />
const WelcomePage = lazyPart(
  () => import('../features/account/welcome-page.tsx').then((module) => module.WelcomePage),
  skeleton,
)
const HomePage = lazyPart(() => import('../features/jobs/home-page.tsx').then((module) => module.HomePage), skeleton)
const LivePage = lazyPart(() => import('../features/live/live-page.tsx').then((module) => module.LivePage), skeleton)
const PracticePage = lazyPart(
  () => import('../features/practice/practice-page.tsx').then((module) => module.PracticePage),
  skeleton,
)
const WalletPage = lazyPart(
  () => import('../features/wallet/wallet-page.tsx').then((module) => module.WalletPage),
  skeleton,
)
const WordsPage = lazyPart(
  () => import('../features/words/words-page.tsx').then((module) => module.WordsPage),
  skeleton,
)
const SettingsPage = lazyPart(
  () => import('../features/settings/settings-page.tsx').then((module) => module.SettingsPage),
  skeleton,
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
          <Switch>
            <Route path="/" component={HomePage} />
            <Route path="/jobs/:jobId">{({ jobId }) => <LivePage key={jobId} jobId={jobId} />}</Route>
            <Route path="/wallet" component={WalletPage} />
            <Route path="/words" component={WordsPage} />
            <Route path="/settings" component={SettingsPage} />
            <Route component={NotFoundPage} />
          </Switch>
        </Shell>
      </Route>
    </Switch>
  )
}

/** Everything an account has fetched is forgotten with it: nothing one person saw is left for the next. */
function Account({ userId }: { userId: string | null }) {
  const [client] = useState(makeClient)
  return <QueryClientProvider client={client}>{userId === null ? <WelcomePage /> : <SignedIn />}</QueryClientProvider>
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
