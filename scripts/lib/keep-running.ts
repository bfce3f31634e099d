import type { Started } from './processes.ts'

/** A part that ends by itself so often in so short a time is broken, and starting it again helps nobody. */
const MOST_ENDS = 5
const WITHIN_MS = 60_000

/**
 * Starts a part, and again whenever it ends by itself, as a platform would. `ended` resolves only when it ends too often;
 * `stop` stops it for good.
 */
export async function keepRunning(start: () => Promise<Started>): Promise<Started> {
  let current = await start()
  let stopping = false
  const ends: number[] = []

  async function watch(): Promise<string> {
    for (;;) {
      const why = await current.ended
      if (stopping) return why
      ends.push(performance.now())
      const recent = ends.filter((at) => at > performance.now() - WITHIN_MS)
      if (recent.length >= MOST_ENDS) return `${why}, for the ${recent.length}th time within a minute`
      console.error(`${why}. Starting it again.`)
      // What it left running would keep its port.
      await current.stop()
      if (stopping) return why
      current = await start()
      if (stopping) await current.stop()
    }
  }

  const ended = watch()
  return {
    name: current.name,
    pid: () => current.pid(),
    ended,
    signal: (signal) => current.signal(signal),
    async stop() {
      stopping = true
      await current.stop()
      await ended
    },
  }
}
