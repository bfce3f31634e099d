import { Worker } from 'node:worker_threads'
import {
  READY_ID,
  type WorkerAnswer,
  type WorkerInit,
  type WorkerRequest,
  type WorkerResult,
  type WorkerTask,
} from './worker-protocol.ts'

type Waiting = {
  task: WorkerTask
  signal: AbortSignal | undefined
  resolve: (result: WorkerResult) => void
  reject: (reason: unknown) => void
}

/** `idle` is called when the current task is done. */
type Seat = { worker: Worker; current: Waiting | null; ready: boolean; idle: () => void }

export type WorkerPool = {
  /** Resolves when every thread has its models; rejects when one cannot load them. */
  ready: Promise<void>
  /** Runs a task on the next free thread. An aborted task that still waits is dropped; one that runs is no longer awaited. */
  run: (task: WorkerTask, options?: { signal?: AbortSignal; urgent?: boolean }) => Promise<WorkerResult>
  close: () => Promise<void>
}

/**
 * `size` threads that share one queue. Urgent tasks go before those that wait, in their own order. A thread that dies
 * fails its task and is replaced, so one bad recording does not end the service.
 */
export function startWorkerPool(size: number, init: WorkerInit): WorkerPool {
  const urgentTasks: Waiting[] = []
  const tasks: Waiting[] = []
  const seats: Seat[] = []
  let nextId = 0
  let closed = false

  function feed(): void {
    for (const seat of seats) {
      if (!seat.ready || seat.current) continue
      const next = urgentTasks.shift() ?? tasks.shift()
      if (!next) return
      seat.current = next
      const request: WorkerRequest = { id: nextId++, task: next.task }
      seat.worker.postMessage(request)
    }
  }

  function sit(onReady: () => void, onFailed: (error: Error) => void): void {
    const worker = new Worker(new URL('./model-worker.ts', import.meta.url), {
      workerData: init,
      // Model outputs hang on small objects; a small nursery is swept often and lets go of what is not given back by hand.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    const seat: Seat = { worker, current: null, ready: false, idle: () => {} }
    seats.push(seat)
    worker.on('message', (message: WorkerAnswer) => {
      const done = seat.current
      seat.current = null
      if ('error' in message) done?.reject(new Error(message.error))
      else if (message.result) done?.resolve(message.result)
      else if (message.id === READY_ID) {
        seat.ready = true
        onReady()
      }
      seat.idle()
      feed()
    })
    worker.on('error', (error: Error) => {
      seats.splice(seats.indexOf(seat), 1)
      seat.current?.reject(error)
      seat.current = null
      seat.idle()
      if (!seat.ready) onFailed(error)
      else if (!closed)
        sit(
          () => {},
          () => {},
        )
    })
  }

  /** A thread that is ended within a computation takes the whole process with it, so that is waited for: a second or so. */
  async function leave(seat: Seat): Promise<void> {
    if (seat.current || !seat.ready) await new Promise<void>((resolve) => (seat.idle = resolve))
    await seat.worker.terminate()
  }

  const loading = Array.from({ length: size }, () => new Promise<void>((resolve, reject) => sit(resolve, reject)))
  const ready = Promise.all(loading).then(() => {})

  return {
    ready,
    run: (task, { signal, urgent = false } = {}) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the worker pool is closed'))
        if (signal?.aborted) return reject(signal.reason)
        const queue = urgent ? urgentTasks : tasks
        const waiting: Waiting = { task, signal, resolve: settled(resolve), reject: settled(reject) }
        const onAbort = (): void => {
          const place = queue.indexOf(waiting)
          if (place >= 0) queue.splice(place, 1)
          waiting.reject(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        function settled<T>(settle: (value: T) => void): (value: T) => void {
          return (value) => {
            signal?.removeEventListener('abort', onAbort)
            settle(value)
          }
        }
        queue.push(waiting)
        feed()
      }),
    async close() {
      closed = true
      for (const waiting of [...urgentTasks.splice(0), ...tasks.splice(0)])
        waiting.reject(new Error('the worker pool is closed'))
      await Promise.all(seats.map(leave))
    },
  }
}
