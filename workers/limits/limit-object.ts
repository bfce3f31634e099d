import { DurableObject } from 'cloudflare:workers'

const MINUTE_MS = 60_000

/**
 * Counts tries in a sliding minute, one object per key, so that the count is one for all locations. Stored, because an
 * object without work is put away after seconds and would forget; it empties itself when its minute is over.
 */
export class LimitObject extends DurableObject<Env> {
  /** Seconds to wait, or null when this try is within the limit. Refused tries do not count. */
  async take(perMinute: number, now: number): Promise<number | null> {
    const { kv } = this.ctx.storage
    const tries = (kv.get<number[]>('tries') ?? []).filter((at) => at > now - MINUTE_MS)
    const [oldest] = tries
    if (oldest !== undefined && tries.length >= perMinute) return Math.ceil((oldest + MINUTE_MS - now) / 1000)
    kv.put('tries', [...tries, now])
    await this.ctx.storage.setAlarm(now + MINUTE_MS)
    return null
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll()
  }
}
