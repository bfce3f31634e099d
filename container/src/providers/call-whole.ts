import type { RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { ModelRoutes } from './model-routes.ts'
import type { ModelCall } from './provider.ts'

/**
 * Does `work` on something as a whole by the routes that take it so, up to the first that does not: who did it, or, when
 * none of them could, the `rest` of the routes, which get it in parts. So every call has its own place within a route's
 * limits and its own tries, and what is done is not sent, and paid, again. Rejects as `ModelRoutes.call` when all take it
 * whole and none could.
 */
export async function callWhole<T>(
  { routes, models, signal }: { routes: readonly RunnerRoute[]; models: ModelRoutes; signal: AbortSignal },
  takes: (route: RunnerRoute) => boolean,
  work: (call: ModelCall) => Promise<T>,
  urgent: boolean,
): Promise<{ value: T; route: RunnerRoute } | { rest: readonly RunnerRoute[] }> {
  const found = routes.findIndex((route) => !takes(route))
  const [whole, rest] = found < 0 ? [routes, []] : [routes.slice(0, found), routes.slice(found)]
  if (whole.length === 0 && rest.length > 0) return { rest }
  try {
    return await models.call(whole, work, { signal, urgent })
  } catch (error) {
    signal.throwIfAborted()
    if (rest.length === 0) throw error
    return { rest }
  }
}
