import { DurableObject } from 'cloudflare:workers'
import type { JobErrorCode } from '../contract/errors.ts'
import type { RunnerItem, RunnerReport, RunnerTranslations } from '../contract/runner.ts'
import { initialJobState, type JobEffect, type JobInput, type JobState, nextJobState } from '../domain/job/machine.ts'
import { count, flushSoon, series } from '../meters/meter.ts'
import { createCtx } from '../platform/create-ctx.ts'
import { createRunner } from '../platform/create-runner.ts'
import { listItems } from '../services/exercises/list-items.ts'
import { viewItem } from '../services/exercises/view-item.ts'
import { viewJob } from '../services/jobs/view-job.ts'
import { logEvent } from '../services/log-event.ts'
import { beginRun } from '../services/runs/begin-run.ts'
import { findJob } from '../services/runs/find-job.ts'
import { finishRun } from '../services/runs/finish-run.ts'
import { holdForRun } from '../services/runs/hold-for-run.ts'
import { requeueRun } from '../services/runs/requeue-run.ts'
import { shortenRun } from '../services/runs/shorten-run.ts'
import { setProgress } from '../services/runs/set-progress.ts'
import { storeItem, type StoredItem } from '../services/runs/store-item.ts'
import { storeTranslations } from '../services/runs/store-translations.ts'
import { JobWatchers } from './job-watchers.ts'

/** When a job's end could not be written down, the alarm tries again after this. */
const ENDING_RETRY_MS = 5_000

type Ending = Extract<JobEffect, { type: 'finish' }>

/** `ending` is an end that is decided and not yet written to D1. */
type Memory = { jobId: string; origin: string; state: JobState; ending: Ending | null }

/**
 * One per job: wiring around the state machine in domain/job/machine.ts. Whatever dies at any point, nothing is lost: a
 * dispatch that was under way runs into its deadline and is made again under a new lease, and the end of a job is stored
 * with the state that decided it until D1 has it.
 */
export class JobObject extends DurableObject<Env> {
  private readonly services = createCtx(this.env)
  private readonly runner = createRunner(this.env)
  private readonly watchers = new JobWatchers(this.ctx)

  /** The queue says there is work. `origin` is where the runner finds this Worker. Repeated messages do nothing. */
  async start(jobId: string, origin: string): Promise<void> {
    const job = await findJob(this.services, jobId)
    if (!job) return
    const memory = this.recall()
    this.remember({ ...memory, jobId, origin: origin || memory.origin })
    await this.apply({ type: 'start', queued: job.status === 'queued' })
  }

  /** False when the job has ended already. */
  async cancel(jobId: string): Promise<boolean> {
    const job = await findJob(this.services, jobId)
    if (!job || (job.status !== 'queued' && job.status !== 'running')) return false
    this.remember({ ...this.recall(), jobId })
    return this.apply({ type: 'cancel', queued: job.status === 'queued' })
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
      if (report.decodedMs !== undefined) await shortenRun(this.services, this.recall().jobId, report.decodedMs)
      return (await this.apply({ type: 'completed', lease })) ? { proceed: false } : null
    }
    if (report.type === 'progress') {
      await setProgress(this.services, this.recall().jobId, report.stage, report.percent)
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
    const { services } = this
    const stored = await storeItem(services, this.recall().jobId, item, clip)
    if (!stored) return null
    count('listening_items_total')
    this.ctx.waitUntil(flushSoon(this.env.METERS))
    await this.publishItem(stored)
    return { clipKey: stored.item.clipKey, isTranslated: stored.item.translationZh !== '' }
  }

  /** Translations of sentences that are stored. Null: refused, the lease is lost. */
  async translations(lease: number, { items }: RunnerTranslations): Promise<{ stored: number } | null> {
    if (!(await this.apply({ type: 'alive', lease }))) return null
    const stored = await storeTranslations(this.services, this.recall().jobId, items)
    for (const item of stored) await this.publishItem(item)
    return { stored: stored.length }
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
      return { type: 'snapshot', job: viewJob(job), items: await listItems(this.services, jobId) }
    })
  }

  override async alarm(): Promise<void> {
    if (!this.recall().jobId) return
    await this.end()
    await this.apply({ type: 'tick' })
  }

  private async admit(lease: number, durationMs: number): Promise<{ proceed: boolean } | null> {
    const refusal: JobErrorCode | null = await holdForRun(this.services, this.recall().jobId, durationMs)
    if (refusal === null) {
      await this.publishProgress()
      return { proceed: true }
    }
    return (await this.apply({ type: 'failed', lease, code: refusal })) ? { proceed: false } : null
  }

  /** Moves the state and starts what follows from it. False when the machine refuses the input. */
  private async apply(input: JobInput): Promise<boolean> {
    const memory = this.recall()
    const { state, effects, accepted } = nextJobState(memory.state, input, Date.now(), Math.random())
    const ending = effects.find((effect) => effect.type === 'finish') ?? memory.ending
    this.remember({ ...memory, state, ending })
    if (ending) await this.ctx.storage.setAlarm(Date.now() + ENDING_RETRY_MS)
    else if (state.dueAt !== null) await this.ctx.storage.setAlarm(state.dueAt)

    for (const effect of effects) {
      // Neither is waited for: a container may take half a minute to start, and a runner may not answer at all.
      if (effect.type === 'dispatch') this.ctx.waitUntil(this.dispatch(memory, effect.lease))
      if (effect.type === 'abort') this.ctx.waitUntil(this.runner.abort(memory.jobId, effect.lease))
    }
    await this.end()
    return accepted
  }

  private async dispatch({ jobId, origin }: Memory, lease: number): Promise<void> {
    const work = await beginRun(this.services, jobId, lease, origin)
    if (!work) return
    await this.publishProgress()
    const outcome = await this.runner.start(work)
    if (outcome === 'busy') await requeueRun(this.services, jobId)
    await this.apply({ type: 'dispatched', lease, outcome })
  }

  /** Writes a decided end to D1. Safe to repeat: whoever comes second changes nothing. */
  private async end(): Promise<void> {
    const { jobId, ending } = this.recall()
    if (!ending) return
    const isFirst = await finishRun(this.services, jobId, ending)
    this.remember({ ...this.recall(), ending: null })
    await this.ctx.storage.deleteAlarm()
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
      return job && { type: 'progress', job: viewJob(job) }
    })
  }

  private recall(): Memory {
    return this.ctx.storage.kv.get<Memory>('memory') ?? { jobId: '', origin: '', state: initialJobState, ending: null }
  }

  private remember(memory: Memory): void {
    this.ctx.storage.kv.put('memory', memory)
  }
}
