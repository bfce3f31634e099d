import type { RouteHealthReport, RunnerRoute } from '../../../workers/contract/model-routes.ts'
import type { ModelKeys } from '../../../workers/domain/models/model-keys.ts'
import type { ModelCall } from './provider.ts'
import { ProviderError } from './provider-error.ts'
import { createRouteGate, type RouteGate } from './route-gate.ts'

export type ModelRoutes = {
  /**
   * Does `work` by the first of the routes that can: each within its own limits, retries included. Returns who did it.
   * Rejects with the last route's `ProviderError`, or with the signal's reason.
   */
  call: <T>(
    routes: readonly RunnerRoute[],
    work: (call: ModelCall) => Promise<T>,
    options: { signal: AbortSignal; urgent: boolean },
  ) => Promise<{ value: T; route: RunnerRoute }>
  /** How one call of a route is made. Throws `ProviderError` when there is no key for it. */
  callOf: (route: RunnerRoute, signal: AbortSignal) => ModelCall
  /** How all routes fared since it was last asked. */
  takeHealth: () => RouteHealthReport[]
  giveBack: (reports: readonly RouteHealthReport[]) => void
}

/** The gates of all routes that this runner has been given, and the keys to what is behind them. */
export function createModelRoutes(keys: ModelKeys): ModelRoutes {
  const gates = new Map<string, RouteGate>()

  function gateOf(route: RunnerRoute): RouteGate {
    const known = gates.get(route.modelName)
    known?.update(route)
    const gate = known ?? createRouteGate(route)
    gates.set(route.modelName, gate)
    return gate
  }

  function callOf(route: RunnerRoute, signal: AbortSignal): ModelCall {
    const { baseUrl } = route
    // The embedded model has no address and needs none.
    if (route.provider === 'embedded') return { route, baseUrl: '', key: '', signal }
    const key = baseUrl === null ? undefined : keys.get(baseUrl)
    if (baseUrl === null || key === undefined)
      throw new ProviderError('refused', 'this runner has no key for its address')
    return { route, baseUrl, key, signal }
  }

  return {
    callOf,
    async call(routes, work, { signal, urgent }) {
      let last: unknown = new ProviderError('refused', 'no route is left')
      for (const route of routes) {
        try {
          const value = await gateOf(route).call(async () => work(callOf(route, signal)), { signal, urgent })
          return { value, route }
        } catch (error) {
          signal.throwIfAborted()
          last = error
        }
      }
      throw last
    },
    takeHealth: () => [...gates.values()].map((gate) => gate.takeHealth()).filter((report) => report !== null),
    giveBack(reports) {
      for (const report of reports) gates.get(report.modelName)?.giveBack(report)
    },
  }
}
