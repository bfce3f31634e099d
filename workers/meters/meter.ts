import type { Counts, MeterObject } from './meter-object.ts'
import { logEvent } from '../services/log-event.ts'

/** Seconds; Prometheus' own defaults, cut at what a request of ours can take. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const FLUSH_MS = 250

/** What this isolate has counted and not yet handed in: one call per quarter second instead of one per request. */
let pending: Counts = {}
/** Until when one of the requests at hand sees to it. Milliseconds since the epoch. */
let seenToUntil = 0

const escape = (value: string): string => value.replace(/[\\"\n]/g, (char) => (char === '\n' ? '\\n' : `\\${char}`))

/** `name{label="value"}`, labels in the order given. */
export function series(name: string, labels: Record<string, string | number>): string {
  const text = Object.entries(labels).map(([key, value]) => `${key}="${escape(String(value))}"`)
  return text.length > 0 ? `${name}{${text.join(',')}}` : name
}

export function count(seriesName: string, amount = 1): void {
  pending[seriesName] = (pending[seriesName] ?? 0) + amount
}

/** One answered request. `route` is the pattern, never the path: series must stay few and say nothing of persons. */
export function countRequest(request: {
  service: string
  route: string
  method: string
  status: number
  seconds: number
}): void {
  const { service, route, method, status, seconds } = request
  count(series('listening_http_requests_total', { service, method, route, status }))
  const labels = { service, route }
  for (const bucket of BUCKETS) {
    if (seconds <= bucket) count(series('listening_http_request_duration_seconds_bucket', { ...labels, le: bucket }))
  }
  count(series('listening_http_request_duration_seconds_bucket', { ...labels, le: '+Inf' }))
  count(series('listening_http_request_duration_seconds_sum', labels), seconds)
  count(series('listening_http_request_duration_seconds_count', labels))
}

/**
 * Hands the counts in after a short gathering time; give the promise to `waitUntil`. One request does it for all, and no other
 * waits for its timer: a request that is broken off would leave them hanging, and the next to come takes its place.
 */
export async function flushSoon(meters: DurableObjectNamespace<MeterObject>): Promise<void> {
  const now = Date.now()
  if (now < seenToUntil) return
  seenToUntil = now + 2 * FLUSH_MS
  await scheduler.wait(FLUSH_MS)
  seenToUntil = 0
  await flushNow(meters)
}

/** Counts that cannot be handed in are dropped: metrics must never fail a request. */
export async function flushNow(meters: DurableObjectNamespace<MeterObject>): Promise<void> {
  const counts = pending
  pending = {}
  if (Object.keys(counts).length === 0) return
  try {
    await meters.getByName('all').add(counts)
  } catch (error) {
    logEvent('error', 'meters_lost', { error })
  }
}
