/**
 * What stands before each route, for all jobs of this runner: its limits, waiting and trying again, the circuit that opens
 * when it fails again and again, and its health.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { RouteHealthReport, RunnerRoute } from '../../../workers/contract/model-routes.ts'
import { createCallPace } from './call-pace.ts'
import { cleanReason, isForTheMoment, ProviderError } from './provider-error.ts'

const TRIES = 3
const FIRST_DELAY_MS = 500
const MAX_DELAY_MS = 8_000
/** Who asks for more patience than this is passed over until then: somebody is waiting for the first sentence. */
const MAX_WAIT_MS = 20_000
/** So many failed calls in a row open the circuit, for this long. */
const FAILURES_TO_OPEN = 5
const OPEN_MS = 30_000
/** Who asks for more than this has named a time instead of seconds, or is better tried again by then. */
const MAX_BLOCK_MS = 24 * 3_600_000

export type RouteGate = {
  /** Does `work` within the route's limits, again when it fails for the moment. Rejects with `ProviderError`, or the signal's reason. */
  call: <T>(work: () => Promise<T>, options: { signal: AbortSignal; urgent: boolean }) => Promise<T>
  /** The route as a job has it: its limits count for all from now on, unless a later word is known already. */
  update: (route: RunnerRoute) => void
  /** What happened since it was last asked; null: nothing. */
  takeHealth: () => RouteHealthReport | null
  /** A report that could not be told: what it said is told next time. */
  giveBack: (report: RouteHealthReport) => void
}

export function createRouteGate(first: RunnerRoute): RouteGate {
  let route = first
  const queue = new PQueue({ concurrency: first.maxConcurrent })
  const pace = createCallPace(queue)
  pace.limit(first.maxPerMinute)
  let failuresInRow = 0
  /** The circuit, which a success closes. */
  let openUntil = 0
  /** The provider asked for more patience than anybody has: only time ends this. */
  let blockedUntil = 0
  /** Nobody asks before this: the provider said so. */
  let notBefore = 0
  let seen = freshHealth()

  function succeeded(latencyMs: number): void {
    failuresInRow = 0
    openUntil = 0
    seen = { ...seen, calls: seen.calls + 1, latencyMs: seen.latencyMs + latencyMs, lastOk: true }
  }

  function failed(error: ProviderError): void {
    failuresInRow++
    const now = Date.now()
    const until = now + Math.ceil(Math.min(error.retryAfterMs ?? 0, MAX_BLOCK_MS))
    if (asksTooMuch(error)) blockedUntil = Math.max(blockedUntil, until)
    else notBefore = Math.max(notBefore, until)
    if (failuresInRow >= FAILURES_TO_OPEN) openUntil = now + OPEN_MS
    const lastError = { at: now, reason: `${error.kind}: ${error.message}`.slice(0, 300) }
    seen = { ...seen, calls: seen.calls + 1, failures: seen.failures + 1, lastOk: false, lastError }
  }

  async function tryOnce<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    pace.started()
    const waitMs = notBefore - Date.now()
    if (waitMs > 0) await sleep(waitMs, undefined, { signal })
    const now = Date.now()
    if (now < blockedUntil) throw new ProviderError('circuit_open', 'asked for time, not asked until then')
    if (now < openUntil) throw new ProviderError('circuit_open', 'failed too often, not asked')
    const startedAt = performance.now()
    try {
      const value = await work()
      succeeded(Math.round(performance.now() - startedAt))
      return value
    } catch (error) {
      signal.throwIfAborted()
      const fault =
        error instanceof ProviderError ? error : new ProviderError('bad_answer', cleanReason(String(error), []))
      failed(fault)
      throw fault
    }
  }

  return {
    async call(work, { signal, urgent }) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await queue.add(() => tryOnce(work, signal), { signal, priority: urgent ? 1 : 0 })
        } catch (error) {
          signal.throwIfAborted()
          if (!(error instanceof ProviderError) || attempt >= TRIES || !mayPass(error)) throw error
          const delay = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
          // The place in the queue is free meanwhile.
          await sleep(Math.max(delay, error.retryAfterMs ?? 0), undefined, { signal })
        }
      }
    },
    update(next) {
      // Jobs keep their routes as they were given them, and speak in turns.
      if (next.updatedAt < route.updatedAt) return
      route = next
      pace.limit(next.maxPerMinute)
      if (queue.concurrency !== next.maxConcurrent) queue.concurrency = next.maxConcurrent
    },
    takeHealth() {
      if (seen.calls === 0) return null
      const until = Math.max(openUntil, blockedUntil)
      const report = { modelName: route.modelName, ...seen, openUntil: until > Date.now() ? until : null }
      seen = freshHealth()
      return report
    },
    giveBack({ calls, failures, latencyMs, lastOk, lastError }) {
      seen = {
        lastOk: seen.calls === 0 ? lastOk : seen.lastOk,
        calls: seen.calls + calls,
        failures: seen.failures + failures,
        latencyMs: seen.latencyMs + latencyMs,
        lastError: seen.lastError ?? lastError,
      }
    },
  }
}

type Health = Omit<RouteHealthReport, 'modelName' | 'openUntil'>
const freshHealth = (): Health => ({ calls: 0, failures: 0, latencyMs: 0, lastOk: true, lastError: null })

const asksTooMuch = ({ retryAfterMs }: ProviderError): boolean => (retryAfterMs ?? 0) > MAX_WAIT_MS

/** Whether the same call may go well in a moment. */
function mayPass(error: ProviderError): boolean {
  return !asksTooMuch(error) && (isForTheMoment(error) || error.kind === 'bad_answer')
}
