import { DurableObject } from 'cloudflare:workers'

const PORT = 8788
const IDLE_MS = 5 * 60_000
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
    await this.touch()
    if (!container.running) {
      // Nothing to abort in a container that does not run.
      if (request.method === 'DELETE') return new Response(null, { status: 404 })
      container.start({
        enableInternet: true,
        env: { HOST: '0.0.0.0', PORT: String(PORT), RUNNER_SECRET: this.env.RUNNER_SECRET },
      })
      await this.waitUntilReady(container)
    }
    return container.getTcpPort(PORT).fetch(request)
  }

  /** A job that runs here is alive: put the idle stop off. */
  async touch(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + IDLE_MS)
  }

  override async alarm(): Promise<void> {
    const { container } = this.ctx
    // SIGTERM lets the runner report `interrupted`; the platform follows with SIGKILL.
    if (container?.running) container.signal(15)
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
