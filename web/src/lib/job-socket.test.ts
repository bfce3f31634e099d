import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { JobEvent, JobView } from '../../../workers/contract/jobs.ts'
import { backoffMs, parseJobEvent, watchJob, type Connection } from './job-socket.ts'

const job = (status: JobView['status']): JobView => ({
  jobId: 'j1',
  title: 'A talk',
  status,
  stage: 'asr',
  progressPercent: 30,
  queuePosition: null,
  errorCode: null,
  errorMessage: null,
  exerciseSetId: null,
  restoring: false,
  readyItems: 0,
  quote: null,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
})

class FakeSocket extends EventTarget {
  readonly readyState = 1
  closed = false
  close(): void {
    this.closed = true
  }
  say(event: JobEvent): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(event) }))
  }
  drop(): void {
    this.dispatchEvent(new Event('close'))
  }
}

function start(fetchJob: () => Promise<JobView> = () => Promise.resolve(job('running'))) {
  const sockets: FakeSocket[] = []
  const events: JobEvent[] = []
  const connections: Connection[] = []
  const fatal: unknown[] = []
  const stop = watchJob({
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    fetchJob,
    onEvent: (event) => events.push(event),
    onConnection: (connection) => connections.push(connection),
    onFatal: (error) => fatal.push(error),
    isTransient: (error) => error !== 'gone',
  })
  return { sockets, events, connections, fatal, stop }
}

describe('following a job', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  test('delivers what the socket says and ends with the job', () => {
    const { sockets, events, connections } = start()
    sockets[0]?.say({ type: 'snapshot', job: job('running'), items: [] })
    sockets[0]?.say({ type: 'progress', job: job('succeeded') })
    expect(events.map(({ type }) => type)).toEqual(['snapshot', 'progress'])
    expect(connections).toEqual(['connecting', 'live', 'ended'])
    expect(sockets[0]?.closed).toBe(true)
  })

  test('polls while the socket is away and stops when it is back', async () => {
    const fetchJob = vi.fn(() => Promise.resolve(job('running')))
    const { sockets, connections, stop } = start(fetchJob)
    sockets[0]?.drop()
    await vi.advanceTimersByTimeAsync(1100)
    expect(fetchJob).toHaveBeenCalled()
    expect(sockets).toHaveLength(2)
    sockets[1]?.say({ type: 'snapshot', job: job('running'), items: [] })
    const calls = fetchJob.mock.calls.length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(fetchJob).toHaveBeenCalledTimes(calls)
    expect(connections.at(-1)).toBe('live')
    stop()
  })

  test('polls every two seconds where WebSockets are forbidden, to the end', async () => {
    let asked = 0
    const { sockets, events, connections } = start(() => Promise.resolve(job(++asked < 3 ? 'running' : 'failed')))
    sockets[0]?.drop()
    await vi.advanceTimersByTimeAsync(4500)
    expect(events).toHaveLength(3)
    expect(connections.at(-1)).toBe('ended')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toBe(3)
  })

  test('a socket that neither opens nor fails does not keep the learner waiting', async () => {
    const { events, stop } = start()
    await vi.advanceTimersByTimeAsync(4100)
    expect(events).toHaveLength(1)
    stop()
  })

  test('gives up when the job is gone, and only then', async () => {
    let answer: unknown = 'no network'
    const { sockets, fatal } = start(() => Promise.reject(answer))
    sockets[0]?.drop()
    await vi.advanceTimersByTimeAsync(3000)
    expect(fatal).toEqual([])
    answer = 'gone'
    await vi.advanceTimersByTimeAsync(3000)
    expect(fatal).toEqual(['gone'])
  })

  test('says nothing more once stopped', async () => {
    const { sockets, events, stop } = start()
    stop()
    sockets[0]?.say({ type: 'progress', job: job('running') })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(events).toEqual([])
  })

  test('pauses grow to fifteen seconds', () => {
    expect([0, 1, 2, 10].map((n) => backoffMs(n, () => 1))).toEqual([1000, 2000, 4000, 15_000])
    expect(backoffMs(0, () => 0)).toBe(750)
  })

  test('messages that are not ours are skipped', () => {
    for (const text of ['', '{', '"x"', '{"type":"later"}', 7]) expect(parseJobEvent(text)).toBeNull()
  })
})
