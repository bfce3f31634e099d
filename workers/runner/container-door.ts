export type Container = NonNullable<DurableObjectState['container']>

const PORT = 8788
/** Cold starts take 1 to 3 s, the models about as long again. */
const READY_TIMEOUT_MS = 35_000
const READY_POLL_MS = 200

/**
 * The way into one container. It counts as running as soon as it was told to start, long before it listens: so that no
 * request of a cold start runs into nothing, all of them wait together until it has answered once.
 */
export class ContainerDoor {
  private ready: Promise<boolean> | null = null
  private readonly container: Container
  private readonly env: Record<string, string>

  /** `env`: what the runner in it is told, beside where it listens. */
  constructor(container: Container, env: Record<string, string>) {
    this.container = container
    this.env = env
  }

  /** Starts the container if it does not run. @throws when it cannot be reached */
  async fetch(request: Request): Promise<Response> {
    if (!this.container.running) this.ready = null
    const ready = (this.ready ??= this.open())
    // Nor is it known to be there when it has not answered for so long: the next request waits anew.
    if (!(await ready) && this.ready === ready) this.ready = null
    return this.container.getTcpPort(PORT).fetch(request)
  }

  /** Jobs that the runner in it works on; 0 where it does not answer. */
  async runningJobs(): Promise<number> {
    try {
      const response = await this.container.getTcpPort(PORT).fetch('http://runner/healthz')
      const health = await response.json<{ runningJobs?: number }>()
      return health.runningJobs ?? 0
    } catch {
      return 0
    }
  }

  /** Whether it has answered in time. */
  private async open(): Promise<boolean> {
    if (!this.container.running) {
      this.container.start({ enableInternet: true, env: { ...this.env, HOST: '0.0.0.0', PORT: String(PORT) } })
    }
    const deadline = Date.now() + READY_TIMEOUT_MS
    while (Date.now() < deadline) {
      try {
        const response = await this.container.getTcpPort(PORT).fetch('http://runner/healthz')
        await response.body?.cancel()
        if (response.ok) return true
      } catch {
        // Not listening yet.
      }
      await scheduler.wait(READY_POLL_MS)
    }
    return false
  }
}
