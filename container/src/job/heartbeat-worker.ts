/**
 * The thread that says for every job that its runner is alive, whatever the main thread is busy with. It does not speak for
 * the dead: when the main thread gives no pulse for `deadAfterMs`, the process is of no use to anybody and is killed, so that
 * its jobs go on elsewhere.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { HeartbeatInit, HeartbeatNews, HeartbeatOrder } from './heartbeat-protocol.ts'

/** Counted, not read from the clock: a machine that slept has not been dead. */
const TICK_MS = 250

const { deadAfterMs }: HeartbeatInit = workerData
const answer = z.object({ data: z.object({ proceed: z.boolean().default(true) }) })
const beating = new Map<number, { timer: NodeJS.Timeout; abort: AbortController }>()
let quietMs = 0

const tell = (news: HeartbeatNews): void => parentPort?.postMessage(news)

async function beat({ id, url, token, everyMs }: Extract<HeartbeatOrder, { type: 'start' }>, stopped: AbortSignal) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ type: 'heartbeat' }),
      redirect: 'error',
      signal: AbortSignal.any([stopped, AbortSignal.timeout(2 * everyMs)]),
    })
    if (response.status === 401 || response.status === 409) {
      await response.body?.cancel()
      tell({ type: 'lost', id, reason: 'lease_lost' })
    } else if (response.ok && answer.safeParse(await response.json()).data?.data.proceed === false) {
      tell({ type: 'lost', id, reason: 'not_wanted' })
    }
  } catch {
    // The next beat comes soon; the job's own calls notice when nobody answers at all.
  }
}

function start(order: Extract<HeartbeatOrder, { type: 'start' }>): void {
  const abort = new AbortController()
  let underWay = false
  const timer = setInterval(() => {
    if (underWay) return
    underWay = true
    void beat(order, abort.signal).finally(() => (underWay = false))
  }, order.everyMs)
  beating.set(order.id, { timer, abort })
}

function stop(id: number): void {
  const job = beating.get(id)
  beating.delete(id)
  clearInterval(job?.timer)
  job?.abort.abort()
  tell({ type: 'stopped', id })
}

setInterval(() => {
  quietMs += TICK_MS
  if (quietMs > deadAfterMs) process.kill(process.pid, 'SIGKILL')
}, TICK_MS)

parentPort?.on('message', (order: HeartbeatOrder) => {
  quietMs = 0
  if (order.type === 'start') start(order)
  if (order.type === 'stop') stop(order.id)
})
