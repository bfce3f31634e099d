import { Worker } from 'node:worker_threads'
import type { RunnerJob } from '../../../workers/contract/runner.ts'
import type { HeartbeatInit, HeartbeatNews, HeartbeatOrder } from './heartbeat-protocol.ts'
import { JobStopped } from './job-failure.ts'

const PULSE_MS = 1_000
/** Nothing the main thread does takes seconds; one that is busy for so long will not come back. */
const DEAD_AFTER_MS = 30_000

export type Heartbeats = {
  /**
   * Beats for this lease every `heartbeatMs` until `stop`, which resolves when no beat is under way. `abort` is aborted with
   * `JobStopped` when the Worker answers that it wants no more of it.
   */
  start: (
    job: Pick<RunnerJob, 'callbackUrl' | 'token' | 'heartbeatMs'>,
    abort: AbortController,
  ) => { stop: () => Promise<void> }
  close: () => Promise<void>
}

type Beating = { order: HeartbeatOrder; abort: AbortController; onStopped: () => void }

/** Starts the thread of heartbeat-worker.ts; one that dies is replaced and goes on with the same jobs. */
export function startHeartbeats(deadAfterMs = DEAD_AFTER_MS): Heartbeats {
  const beating = new Map<number, Beating>()
  let nextId = 0
  let closed = false
  let thread = open()

  function open(): Worker {
    const init: HeartbeatInit = { deadAfterMs }
    const worker = new Worker(new URL('./heartbeat-worker.ts', import.meta.url), {
      workerData: init,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
    })
    worker.on('message', (news: HeartbeatNews) => {
      const job = beating.get(news.id)
      if (news.type === 'lost') job?.abort.abort(new JobStopped(news.reason))
      else job?.onStopped()
    })
    // What it died of is of no use to the jobs; `exit` follows.
    worker.on('error', () => {})
    worker.on('exit', () => {
      if (closed) return
      thread = open()
      for (const { order } of beating.values()) send(order)
    })
    return worker
  }

  const send = (order: HeartbeatOrder): void => thread.postMessage(order)
  const pulse = setInterval(() => send({ type: 'pulse' }), Math.min(PULSE_MS, deadAfterMs / 4))

  return {
    start({ callbackUrl, token, heartbeatMs }, abort) {
      const id = nextId++
      const stopped = Promise.withResolvers<void>()
      const order = { type: 'start', id, url: `${callbackUrl}/reports`, token, everyMs: heartbeatMs } as const
      beating.set(id, { order, abort, onStopped: stopped.resolve })
      send(order)
      return {
        async stop() {
          const job = beating.get(id)
          if (!job) return
          // Should the thread die now, the next one stops what never began.
          job.order = { type: 'stop', id }
          send(job.order)
          await stopped.promise
          beating.delete(id)
        },
      }
    },
    async close() {
      closed = true
      clearInterval(pulse)
      await thread.terminate()
    },
  }
}
