import { DurableObject } from 'cloudflare:workers'
import { ContainerDoor } from './container-door.ts'

const IDLE_MS = 5 * 60_000
const IDLE_CHECK_MS = 60_000

/**
 * Keeps one container: starts it when work comes and stops it after five idle minutes. Holds no job logic, because with
 * containers switched off (every local run) `ctx.container` is undefined.
 */
export class RunnerObject extends DurableObject<Env> {
  private readonly door = this.ctx.container && new ContainerDoor(this.ctx.container, runnerEnv(this.env))

  override async fetch(request: Request): Promise<Response> {
    const { container } = this.ctx
    if (!container || !this.door) return new Response('no container on this deployment', { status: 501 })
    this.ctx.storage.kv.put('usedAt', Date.now())
    await this.ctx.storage.setAlarm(Date.now() + IDLE_CHECK_MS)
    // Nothing to abort in a container that does not run.
    if (!container.running && request.method === 'DELETE') return new Response(null, { status: 404 })
    return this.door.fetch(request)
  }

  /** Looks every minute whether the container still has work; this look is also the activity that keeps it alive. */
  override async alarm(): Promise<void> {
    const { container } = this.ctx
    if (!container?.running) return
    const isBusy = ((await this.door?.runningJobs()) ?? 0) > 0
    if (isBusy) this.ctx.storage.kv.put('usedAt', Date.now())
    if (Date.now() - (this.ctx.storage.kv.get<number>('usedAt') ?? 0) < IDLE_MS) {
      await this.ctx.storage.setAlarm(Date.now() + IDLE_CHECK_MS)
      return
    }
    // SIGTERM lets the runner report `interrupted`; the platform follows with SIGKILL.
    container.signal(15)
  }
}

const runnerEnv = ({ RUNNER_SECRET, URL_ALLOW_HOSTS, YT_DLP, MODEL_KEYS }: Env): Record<string, string> => ({
  RUNNER_SECRET,
  URL_ALLOW_HOSTS,
  YT_DLP,
  MODEL_KEYS,
})
