import { DurableObject } from 'cloudflare:workers'
import type { JobErrorCode } from '../contract/errors.ts'
import type { JobStatus } from '../contract/jobs.ts'
import type { RunnerItem, RunnerReport, RunnerTranslations } from '../contract/runner.ts'
import {
  initialJobState,
  type JobEnding,
  type JobInput,
  type JobState,
  type Moment,
  nextJobState,
} from '../domain/job/machine.ts'
import { count, flushSoon, series } from '../meters/meter.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { createRunner } from '../platform/create-runner.ts'
import { listItems } from '../services/exercises/list-items.ts'
import { viewItem } from '../services/exercises/view-item.ts'
import { describeJob } from '../services/jobs/describe-job.ts'
import { askTurn } from '../services/line/ask-turn.ts'
import { nextInLine } from '../services/line/next-in-line.ts'
import { standInLine } from '../services/line/stand-in-line.ts'
import { logEvent } from '../services/log-event.ts'
import { dropLooseClips } from '../services/media/drop-loose-clips.ts'
import { beginRun } from '../services/runs/begin-run.ts'
import { findJob } from '../services/runs/find-job.ts'
import { finishRun } from '../services/runs/finish-run.ts'
import { holdForRun } from '../services/runs/hold-for-run.ts'
import type { Lease } from '../services/runs/held-by.ts'
import { markRunning } from '../services/runs/mark-running.ts'
import { shortenRun } from '../services/runs/shorten-run.ts'
import { setProgress } from '../services/runs/set-progress.ts'
import { storeClip } from '../services/restore/store-clip.ts'
import { storeItem, type StoredItem } from '../services/runs/store-item.ts'
import { storeTranslations } from '../services/runs/store-translations.ts'
import { JobWatchers } from './job-watchers.ts'

/** When something could not be written down, the alarm tries again after this. */
const RETRY_MS = 5_000

/** `ending` is an end that is decided and not yet written to D1. */
type Memory = { jobId: string; state: JobState; ending: JobEnding | null }

const isOpen = ({ status }: { status: JobStatus }): boolean => status === 'queued' || status === 'running'

/**
 * One per job: wiring around the state machine in domain/job/machine.ts. Whatever dies at any point, nothing is lost: a
 * dispatch that was under way runs into its deadline and is made again under a new lease, and the end of a job is stored
 * with the state that decided it until D1 has it.
 */
export class JobObject extends DurableObject<Env> {
  private readonly services = createCtx(this.env)
  private readonly runner = createRunner(this.env)
  private readonly watchers = new JobWatchers(this.ctx)

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    // Whatever wakes the object, its alarm is set again: the platform gives up one that failed six times, and a local
    // workerd never rings one that fell due while it was down.
    const memory = this.recall()
    if (!memory.jobId) return
    const { state } = nextJobState(memory.state, { type: 'restored' }, this.moment())
    this.remember({ ...memory, state })
    const dueAt = memory.ending ? Date.now() + RETRY_MS : state.dueAt
    if (dueAt !== null) ctx.waitUntil(ctx.storage.setAlarm(Math.max(dueAt, Date.now())))
  }

  /** The queue or the sweep says there is work. Said again, it only sees to it that the alarm is set. */
  async start(jobId: string): Promise<void> {
    await this.end()
    const job = await findJob(this.services, jobId)
    if (!job) return
    this.remember({ ...this.recall(), jobId })
    await this.apply({ type: 'start', run: job.run, lease: job.lease, open: isOpen(job) })
  }

  /** Ends the job as cancelled, or as failed with `code`. False when it has ended already, or `run` is not its run. */
  async stop(jobId: string, code: JobErrorCode | null, run?: number): Promise<boolean> {
    const job = await findJob(this.services, jobId)
    if (!job || !isOpen(job) || (run !== undefined && run !== job.run)) return false
    this.remember({ ...this.recall(), jobId })
    return this.apply({ type: 'stop', run: job.run, code })
  }

  /** A runner may be free, and this job is next in line. */
  async offer(): Promise<void> {
    await this.apply({ type: 'offered' })
  }

  /** Something the runner says. Null: it does not hold the job any more. */
  async report(lease: number, report: RunnerReport): Promise<{ proceed: boolean } | null> {
    if (report.type === 'interrupted')
      return (await this.apply({ type: 'interrupted', lease })) ? { proceed: false } : null
    if (report.type === 'failed') {
      logEvent('warn', 'job_failed', { jobId: this.recall().jobId, code: report.code, detail: report.detail })
      return (await this.apply({ type: 'failed', lease, code: report.code })) ? { proceed: false } : null
    }
    if (!(await this.apply({ type: 'alive', lease }))) return null
    if (report.type === 'probed') return this.admit(lease, report.durationMs)
    if (report.type === 'completed') {
      if (report.decodedMs !== undefined) await shortenRun(this.services, this.leaseOf(lease), report.decodedMs)
      return (await this.apply({ type: 'completed', lease })) ? { proceed: false } : null
    }
    if (report.type === 'progress') {
      await setProgress(this.services, this.leaseOf(lease), report.stage, report.percent)
      await this.publishProgress()
    }
    return { proceed: true }
  }

  /** A finished sentence whose clip is stored. Null: refused, the caller deletes the clip. */
  async item(
    lease: number,
    item: RunnerItem,
    clip: { key: string; bytes: number },
  ): Promise<{ clipKey: string; isTranslated: boolean } | null> {
    if (!(await this.apply({ type: 'alive', lease }))) return null
    const stored = await storeItem(this.services, this.leaseOf(lease), item, clip)
    if (!stored) return null
    // Failures are forgiven for what is stored only: a job whose sentences cannot be written has to end.
    await this.apply({ type: 'alive', lease, advanced: true })
    count('listening_items_total')
    this.ctx.waitUntil(flushSoon(this.env.METERS))
    await this.publishItem(stored)
    return { clipKey: stored.item.clipKey, isTranslated: stored.item.translationZh !== '' }
  }

  /** Translations of sentences that are stored. Null: refused, the lease is lost. */
  async translations(lease: number, { items }: RunnerTranslations): Promise<{ stored: number } | null> {
    if (!(await this.apply({ type: 'alive', lease }))) return null
    const stored = await storeTranslations(this.services, this.leaseOf(lease), items)
    for (const item of stored) await this.publishItem(item)
    return { stored: stored.length }
  }

  /** A clip that was cut anew and is stored. False: refused. */
  async clip(lease: number, itemId: string, clip: { key: string; bytes: number }): Promise<boolean> {
    if (!(await this.apply({ type: 'alive', lease }))) return false
    const stored = await storeClip(this.services, this.leaseOf(lease), itemId, clip)
    if (stored) await this.apply({ type: 'alive', lease, advanced: true })
    if (stored && stored.item.segmentIndex >= 0) await this.publishItem(stored)
    return stored !== null
  }

  /** The job was deleted with its owner. */
  async forget(): Promise<void> {
    this.watchers.closeAll()
    await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.deleteAll()
  }

  /** A page wants to watch; the route has checked whose it is. */
  override async fetch(request: Request): Promise<Response> {
    const jobId = new URL(request.url).searchParams.get('jobId') ?? ''
    return this.watchers.add(request, async () => {
      const job = await findJob(this.services, jobId)
      if (!job) throw new Error(`job ${jobId} is gone`)
      return {
        type: 'snapshot',
        job: await describeJob(this.services, job),
        items: await listItems(this.services, jobId),
      }
    })
  }

  override async alarm(): Promise<void> {
    if (!this.recall().jobId) return
    try {
      await this.end()
      await this.apply({ type: 'tick' })
    } catch (error) {
      // Not thrown: after six failures the platform would ring no more.
      this.complain('job_alarm_failed', error)
      await this.ctx.storage.setAlarm(Date.now() + RETRY_MS)
    }
  }

  private async admit(lease: number, durationMs: number): Promise<{ proceed: boolean } | null> {
    const refusal: JobErrorCode | null = await holdForRun(this.services, this.leaseOf(lease), durationMs)
    if (refusal === null) {
      await this.publishProgress()
      return { proceed: true }
    }
    return (await this.apply({ type: 'failed', lease, code: refusal })) ? { proceed: false } : null
  }

  /** Moves the state and starts what follows from it. False when the machine refuses the input. */
  private async apply(input: JobInput): Promise<boolean> {
    const memory = this.recall()
    const { state, effects, accepted } = nextJobState(memory.state, input, this.moment())
    const ending = effects.find((effect) => effect.type === 'finish') ?? memory.ending
    this.remember({ ...memory, state, ending })
    if (ending) await this.ctx.storage.setAlarm(Date.now() + RETRY_MS)
    else if (state.dueAt !== null) await this.ctx.storage.setAlarm(state.dueAt)

    for (const effect of effects) {
      // Neither is waited for: a container may take half a minute to start, and a runner may not answer at all.
      if (effect.type === 'dispatch') this.ctx.waitUntil(this.dispatch(effect.lease, state.run))
      if (effect.type === 'abort') this.ctx.waitUntil(this.runner.abort(memory.jobId, effect.lease))
      if (effect.type === 'began') {
        await markRunning(this.services, this.leaseOf(effect.lease))
        await this.publishProgress()
      }
    }
    await this.end()
    return accepted
  }

  /** Offers the job to a runner when it is its turn, and tells the state what came of it. */
  private async dispatch(lease: number, run: number): Promise<void> {
    try {
      const work = await beginRun(this.services, this.leaseOf(lease), run)
      if (!work) return
      let place = await askTurn(this.services, this.leaseOf(lease))
      const outcome = place === null ? await this.runner.start(work) : 'busy'
      if (outcome === 'busy') place ??= await standInLine(this.services, this.leaseOf(lease))
      await this.apply(
        outcome === 'busy'
          ? { type: 'dispatched', lease, outcome, place: place ?? 1 }
          : { type: 'dispatched', lease, outcome },
      )
      if (outcome === 'busy') await this.publishProgress()
      if (outcome === 'accepted') await this.callNext()
    } catch (error) {
      this.complain('job_dispatch_failed', error)
      await this.apply({ type: 'dispatched', lease, outcome: 'unreachable' })
    }
  }

  /** Whoever takes a runner or leaves one tells the next in line; that there is no room is found out by asking for it. */
  private async callNext(): Promise<void> {
    try {
      const jobId = await nextInLine(this.services)
      if (jobId && jobId !== this.recall().jobId) await this.services.jobs.offer(jobId)
    } catch (error) {
      // It looks for itself every few seconds.
      this.complain('job_not_offered', error)
    }
  }

  /** Writes a decided end to D1. Safe to repeat: whoever comes second changes nothing. */
  private async end(): Promise<void> {
    const { jobId, ending } = this.recall()
    if (!ending) return
    const isFirst = await finishRun(this.services, jobId, ending)
    await dropLooseClips(this.services, jobId)
    const memory = this.recall()
    // Another run may have begun meanwhile: its alarm stays.
    if (memory.ending?.run === ending.run) this.remember({ ...memory, ending: null })
    if (this.recall().state.dueAt === null) await this.ctx.storage.deleteAlarm()
    this.ctx.waitUntil(this.callNext())
    if (isFirst) {
      count(series('listening_jobs_ended_total', { status: ending.status, error: ending.errorCode ?? '' }))
      this.ctx.waitUntil(flushSoon(this.env.METERS))
    }
    await this.publishProgress()
    this.watchers.closeAll()
  }

  private async publishItem({ item, readyItems, exerciseSetId }: StoredItem): Promise<void> {
    const { services } = this
    const view = await viewItem(services, item, services.now() + services.settings.keepClipsMs)
    this.watchers.publish({ type: 'item', item: view, readyItems, exerciseSetId })
  }

  private publishProgress(): Promise<void> {
    return this.watchers.publishLatest(async () => {
      const job = await findJob(this.services, this.recall().jobId)
      return job && { type: 'progress', job: await describeJob(this.services, job) }
    })
  }

  private moment(): Moment {
    return { now: Date.now(), jitter: Math.random(), leaseMs: this.services.settings.leaseMs }
  }

  private leaseOf(lease: number): Lease {
    return { jobId: this.recall().jobId, lease }
  }

  private complain(event: string, error: unknown): void {
    logEvent('error', event, { jobId: this.recall().jobId, error })
  }

  private recall(): Memory {
    return this.ctx.storage.kv.get<Memory>('memory') ?? { jobId: '', state: initialJobState, ending: null }
  }

  private remember(memory: Memory): void {
    this.ctx.storage.kv.put('memory', memory)
  }
}
