import type PQueue from 'p-queue'

const MINUTE_MS = 60_000

export type CallPace = {
  /** From now on so many in any minute; null: as many as there are. */
  limit: (perMinute: number | null) => void
  /** A call of the queue begins. Must be said before it awaits anything. */
  started: () => void
}

/**
 * Has a queue start no more than so many calls in any minute. The queue’s own interval would do, but for its cap: that is
 * set once, and another queue knows nothing of the calls that were started by this one.
 */
export function createCallPace(queue: PQueue): CallPace {
  let most: number | null = null
  /** Starts of the last minute, in order. */
  const starts: number[] = []
  let timer: NodeJS.Timeout | undefined

  function look(): void {
    clearTimeout(timer)
    const now = performance.now()
    while ((starts[0] ?? now) <= now - MINUTE_MS) starts.shift()
    const blocking = most === null ? undefined : starts.at(-most)
    if (blocking === undefined) {
      queue.start()
      return
    }
    queue.pause()
    // What waits ends with its job, and must not keep a runner that is stopping.
    timer = setTimeout(look, blocking + MINUTE_MS - now).unref()
  }

  return {
    limit(perMinute) {
      most = perMinute
      look()
    },
    started() {
      starts.push(performance.now())
      look()
    },
  }
}
