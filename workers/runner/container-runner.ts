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
  return {
    async start(job) {
      let answer: 'busy' | 'unreachable' = 'unreachable'
      for (const index of orderFor(job.jobId)) {
        const outcome = await client(index).start(job)
        if (outcome === 'accepted') return outcome
        if (outcome === 'busy') answer = 'busy'
      }
      return answer
    },
    async tryRoute(trial) {
      let answer: 'busy' | 'unreachable' = 'unreachable'
      for (const index of orderFor(crypto.randomUUID())) {
        const outcome = await client(index).tryRoute(trial)
        if (typeof outcome === 'object') return outcome
        if (outcome === 'busy') answer = 'busy'
      }
      return answer
    },
    async abort(jobId, lease) {
      await Promise.all(orderFor(jobId).map((index) => client(index).abort(jobId, lease)))
    },
  }
}
