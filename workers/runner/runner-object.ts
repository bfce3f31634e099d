import { DurableObject } from 'cloudflare:workers'

const PORT = 8788
const IDLE_MS = 5 * 60_000
const IDLE_CHECK_MS = 60_000
/** Cold starts take 1 to 3 s, the models about as long again. */
const READY_TIMEOUT_MS = 35_000
const READY_POLL_MS = 200

/**
 * Keeps one container: starts it when work comes and stops it after five idle minutes. Holds no job logic, because with
 * containers switched off (every local run) `ctx.container` is undefined.
 */
export class RunnerObject extends DurableObject<Env> {
  override async fetch(request: Request): Promise<Response> {
    const { container } = this.ctx
    if (!container) return new Response('no container on this deployment', { status: 501 })
    this.ctx.storage.kv.put('usedAt', Date.now())
    await this.ctx.storage.setAlarm(Date.now() + IDLE_CHECK_MS)
    if (!container.running) {
      // Nothing to abort in a container that does not run.
      if (request.method === 'DELETE') return new Response(null, { status: 404 })
      container.start({
        enableInternet: true,
        env: {
          HOST: '0.0.0.0',
          PORT: String(PORT),
          RUNNER_SECRET: this.env.RUNNER_SECRET,
          URL_ALLOW_HOSTS: this.env.URL_ALLOW_HOSTS,
          YT_DLP: this.env.YT_DLP,
          MODEL_KEYS: this.env.MODEL_KEYS,
        },
      })
      await this.waitUntilReady(container)
    }
    return container.getTcpPort(PORT).fetch(request)
  }

  /** Looks every minute whether the container still has work; this look is also the activity that keeps it alive. */
  override async alarm(): Promise<void> {
    const { container } = this.ctx
    if (!container?.running) return
    const isBusy = await this.hasWork(container)
    if (isBusy) this.ctx.storage.kv.put('usedAt', Date.now())
    if (Date.now() - (this.ctx.storage.kv.get<number>('usedAt') ?? 0) < IDLE_MS) {
      await this.ctx.storage.setAlarm(Date.now() + IDLE_CHECK_MS)
      return
    }
    // SIGTERM lets the runner report `interrupted`; the platform follows with SIGKILL.
    container.signal(15)
  }

  private async hasWork(container: NonNullable<DurableObjectState['container']>): Promise<boolean> {
    try {
      const response = await container.getTcpPort(PORT).fetch('http://runner/healthz')
      const health = await response.json<{ runningJobs?: number }>()
      return (health.runningJobs ?? 0) > 0
    } catch {
      return false
    }
  }

  private async waitUntilReady(container: NonNullable<DurableObjectState['container']>): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS
    while (Date.now() < deadline) {
      try {
        const response = await container.getTcpPort(PORT).fetch('http://runner/healthz')
        await response.body?.cancel()
        if (response.ok) return
      } catch {
        // Not listening yet.
      }
      await scheduler.wait(READY_POLL_MS)
    }
  }
}
