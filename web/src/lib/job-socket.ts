import type { JobEvent, JobView } from '../../../workers/contract/jobs.ts'
import { hasEnded } from './job-status.ts'
import { isRecord, isString } from './storage.ts'

/**
 * Follows one job until it ends. A WebSocket is tried first and again with growing pauses; while there is none, the job
 * is asked for every two seconds, so a network that forbids WebSockets still shows progress.
 */
export type Connection = 'connecting' | 'live' | 'polling' | 'ended'

type SocketLike = Pick<WebSocket, 'close' | 'addEventListener' | 'readyState'>

export type WatchOptions = {
  openSocket: () => SocketLike
  fetchJob: (signal: AbortSignal) => Promise<JobView>
  onEvent: (event: JobEvent) => void
  onConnection: (connection: Connection) => void
  /** A poll failed for good (the job is gone, the session ended): nothing more will come. */
  onFatal: (error: unknown) => void
  isTransient: (error: unknown) => boolean
}

const POLL_MS = 2000

/** WebSocket.CONNECTING, which does not exist where the tests run. */
const CONNECTING = 0

/** Browsers complain on the console of a socket that is closed before it is open, so that is waited for. */
function closeQuietly(socket: SocketLike): void {
  if (socket.readyState === CONNECTING) socket.addEventListener('open', () => socket.close())
  else socket.close()
}

/** Pause before try `n` (from 0) in milliseconds: 1 s doubling to 15 s, with up to a quarter of jitter. */
export function backoffMs(n: number, random: () => number = Math.random): number {
  const base = Math.min(15_000, 1000 * 2 ** n)
  return Math.round(base * (0.75 + 0.25 * random()))
}

export function parseJobEvent(text: unknown): JobEvent | null {
  if (!isString(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return null
    const known = value.type === 'snapshot' || value.type === 'progress' || value.type === 'item'
    // The server is ours and typed by the same contract; only the tag is checked, so that newer kinds are skipped.
    return known ? (value as JobEvent) : null
  } catch {
    return null
  }
}

/** Starts following; the answer stops it. */
export function watchJob(options: WatchOptions): () => void {
  const abort = new AbortController()
  let socket: SocketLike | null = null
  let tries = 0
  let reconnectTimer: ReturnType<typeof setTimeout> | undefined
  let pollTimer: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined
  let connection: Connection | null = null

  function report(next: Connection): void {
    if (next === connection) return
    connection = next
    options.onConnection(next)
  }

  function stop(): void {
    abort.abort()
    clearTimeout(reconnectTimer)
    clearTimeout(watchdog)
    stopPolling()
    if (socket) closeQuietly(socket)
    socket = null
  }

  function deliver(event: JobEvent): void {
    if (abort.signal.aborted) return
    options.onEvent(event)
    if (event.type !== 'item' && hasEnded(event.job.status)) {
      report('ended')
      stop()
    }
  }

  async function poll(): Promise<void> {
    try {
      deliver({ type: 'progress', job: await options.fetchJob(abort.signal) })
    } catch (error) {
      if (abort.signal.aborted) return
      if (!options.isTransient(error)) {
        options.onFatal(error)
        stop()
        return
      }
    }
    if (!abort.signal.aborted && pollTimer !== undefined) pollTimer = setTimeout(() => void poll(), POLL_MS)
  }

  function startPolling(): void {
    if (pollTimer !== undefined) return
    report('polling')
    pollTimer = setTimeout(() => void poll(), 0)
  }

  function stopPolling(): void {
    clearTimeout(pollTimer)
    pollTimer = undefined
  }

  function connect(): void {
    const mine = options.openSocket()
    socket = mine
    let closed = false
    mine.addEventListener('message', (message) => {
      if (abort.signal.aborted || socket !== mine) return
      const event = parseJobEvent(message.data)
      if (event === null) return
      // Only a message proves that the path works both ways; some proxies accept a socket and carry nothing.
      tries = 0
      clearTimeout(watchdog)
      stopPolling()
      report('live')
      deliver(event)
    })
    const onGone = () => {
      if (closed || abort.signal.aborted || socket !== mine) return
      closed = true
      clearTimeout(watchdog)
      startPolling()
      reconnectTimer = setTimeout(connect, backoffMs(tries))
      tries += 1
    }
    mine.addEventListener('close', onGone)
    mine.addEventListener('error', onGone)
  }

  report('connecting')
  connect()
  // A socket that neither opens nor fails (a silent firewall) must not keep the learner waiting.
  watchdog = setTimeout(startPolling, 4000)
  return stop
}
