import { type RunnerJob, trialOutcome, type TrialOutcome } from '../contract/runner.ts'
import type { Refusal, Trial } from '../services/context.ts'

/** A way to send a request to one runner, wherever it is. */
type Send = (request: Request) => Promise<Response>

const START_TIMEOUT_MS = 40_000
const ABORT_TIMEOUT_MS = 700
const ABORT_TRIES = 3
/** For what comes before and after the model's own time. */
const TRIAL_EXTRA_MS = 60_000

/** The runner's HTTP interface, over any way of sending; both adapters speak it. */
export function runnerClient(send: Send, origin: string, secret: string) {
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  return {
    async start(job: RunnerJob): Promise<'accepted' | Refusal> {
      try {
        const signal = AbortSignal.timeout(START_TIMEOUT_MS)
        const response = await send(
          new Request(`${origin}/jobs`, { method: 'POST', headers, body: JSON.stringify(job), signal }),
        )
        await response.body?.cancel()
        // 409: it works on this very lease already, because its first answer was lost.
        if (response.status === 202 || response.status === 409) return 'accepted'
        return refusalOf(response)
      } catch {
        return 'unreachable'
      }
    },

    async tryRoute({ route, ...input }: Trial): Promise<TrialOutcome | Refusal> {
      const body = new FormData()
      body.set('route', JSON.stringify(route))
      if ('file' in input) body.set('file', input.file)
      else body.set('text', input.text)
      try {
        const signal = AbortSignal.timeout(route.timeoutMs + TRIAL_EXTRA_MS)
        const { authorization } = headers
        const response = await send(
          new Request(`${origin}/trials`, { method: 'POST', headers: { authorization }, body, signal }),
        )
        if (response.ok) return trialOutcome.parse(await response.json())
        await response.body?.cancel()
        return refusalOf(response)
      } catch {
        return 'unreachable'
      }
    },

    async abort(jobId: string, lease: number): Promise<void> {
      for (let tries = 0; tries < ABORT_TRIES; tries += 1) {
        try {
          const signal = AbortSignal.timeout(ABORT_TIMEOUT_MS)
          const response = await send(
            new Request(`${origin}/jobs/${jobId}?lease=${lease}`, { method: 'DELETE', headers, signal }),
          )
          await response.body?.cancel()
          return
        } catch {
          // The lease is over either way; a runner that never hears of it is told at its next report.
        }
      }
    },
  }
}

const refusalOf = ({ status }: Response): Refusal => (status === 503 || status === 429 ? 'busy' : 'unreachable')
