import type { Refusal } from '../services/context.ts'
import type { RunnerObject } from './runner-object.ts'
import { runnerClient } from './runner-client.ts'
import type { RunnerPort } from './runner-port.ts'

/**
 * A fixed number of containers, each behind its own object. A job tries them in an order of its own, so that jobs spread,
 * and goes on to the next when one is busy.
 */
export function containerRunner(
  runners: DurableObjectNamespace<RunnerObject>,
  instances: number,
  secret: string,
): RunnerPort {
  const client = (index: number) => {
    const stub = runners.getByName(`runner-${index}`)
    return runnerClient((request) => stub.fetch(request), 'http://runner', secret)
  }
  const orderFor = (jobId: string): number[] => {
    const first = Number.parseInt(jobId.slice(0, 6), 16) % instances || 0
    return Array.from({ length: instances }, (_, index) => (first + index) % instances)
  }
  /** The answer of the first that does not refuse; `busy` when one of those that refuse is. */
  async function askInTurn<Done>(
    id: string,
    ask: (runner: ReturnType<typeof client>) => Promise<Done | Refusal>,
  ): Promise<Done | Refusal> {
    let refusal: Refusal = 'unreachable'
    for (const index of orderFor(id)) {
      const outcome = await ask(client(index))
      if (outcome !== 'busy' && outcome !== 'unreachable') return outcome
      if (outcome === 'busy') refusal = 'busy'
    }
    return refusal
  }
  return {
    start: (job) => askInTurn(job.jobId, (runner) => runner.start(job)),
    tryRoute: (trial) => askInTurn(crypto.randomUUID(), (runner) => runner.tryRoute(trial)),
    async abort(jobId, lease) {
      await Promise.all(orderFor(jobId).map((index) => client(index).abort(jobId, lease)))
    },
  }
}
