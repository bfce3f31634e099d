import { DurableObject } from 'cloudflare:workers'

const MINUTE_MS = 60_000

/**
 * Counts tries in a sliding minute, one object per key, so that the count is one for all locations. In memory only: an
 * object that is evicted had nothing to do for longer than it remembers.
 */
export class LimitObject extends DurableObject<Env> {
  private tries: number[] = []

  /** Seconds to wait, or null when this try is within the limit. Refused tries do not count. */
  take(perMinute: number, now: number): number | null {
    this.tries = this.tries.filter((at) => at > now - MINUTE_MS)
    const [oldest] = this.tries
    if (oldest !== undefined && this.tries.length >= perMinute) return Math.ceil((oldest + MINUTE_MS - now) / 1000)
    this.tries.push(now)
    return null
  }
}
