import { DurableObject } from 'cloudflare:workers'

const MINUTE_MS = 60_000

/**
 * Counts tries in a sliding minute, one object per key, so that the count is one for all locations. Stored, because an
 * object without work is put away after seconds and would forget; it empties itself when its minute is over.
 */
export class LimitObject extends DurableObject<Env> {
  /** Seconds to wait, or null when this try is within the limit. Refused tries do not count. */
  async take(perMinute: number, now: number): Promise<number | null> {
    const wait = this.peek(perMinute, now)
    if (wait !== null) return wait
    this.ctx.storage.kv.put('tries', [...this.recent(now), now])
    await this.ctx.storage.setAlarm(now + MINUTE_MS)
    return null
  }

  /** What `take` would say, without counting. */
  peek(perMinute: number, now: number): number | null {
    const tries = this.recent(now)
    const [oldest] = tries
    if (oldest === undefined || tries.length < perMinute) return null
    return Math.ceil((oldest + MINUTE_MS - now) / 1000)
  }

  private recent(now: number): number[] {
    return (this.ctx.storage.kv.get<number[]>('tries') ?? []).filter((at) => at > now - MINUTE_MS)
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
