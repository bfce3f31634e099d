import type { RunnerJob, RunnerReport } from '../../../workers/contract/runner.ts'
import type { Recogniser, SpeechDetector } from '../asr/recogniser.ts'
import type { Log } from '../log.ts'
import type { MediaTools } from '../media/media-tool.ts'
import type { Metrics } from '../metrics.ts'
import type { ModelRoutes } from '../providers/model-routes.ts'
import { dieOutOfMemory, isOutOfMemory } from '../out-of-memory.ts'
import { runJob } from '../pipeline/run-job.ts'
import { LinkError } from '../source/guarded-fetch.ts'
import { createCallbacks, type Callbacks } from './callbacks.ts'
import { JobFailure, JobStopped } from './job-failure.ts'
import type { Heartbeats } from './heartbeats.ts'
import { traceFirstSentence, type FirstSentence } from './first-sentence.ts'
import type { Seat } from './job-desk.ts'
import { createProgressReporter } from './progress.ts'
import { withWorkFolder } from './work-folder.ts'

export type JobDependencies = {
  tools: MediaTools
  recogniser: Recogniser
  detector: SpeechDetector
  models: ModelRoutes
  /** Segments of one job that may be under way at once. */
  ahead: number
  /** Hosts that links may lead to although they are not public. */
  allowHosts: readonly string[]
  /** The yt-dlp that is asked about pages; null: none. */
  ytDlp: string | null
  log: Log
  metrics: Metrics
  heartbeats: Heartbeats
}

/**
 * Works on one job until it has an outcome, and reports that: `completed`, `failed` with its code, or `interrupted` when
 * the runner is being stopped. A job that was cancelled, replaced or lost its lease ends without a word. Heartbeats go
 * out all the while. Never rejects.
 */
export async function workOnJob(job: RunnerJob, { abort, leave }: Seat, dependencies: JobDependencies): Promise<void> {
  const { metrics } = dependencies
  const log = dependencies.log.with({ jobId: job.jobId, lease: job.lease })
  const callbacks = createCallbacks(job, abort)
  const heartbeat = dependencies.heartbeats.start(job, abort)
  const tellHealth = (): Promise<void> => reportHealth(callbacks, dependencies.models)
  const healthTimer = setInterval(() => void tellHealth(), job.heartbeatMs)
  const startedAt = performance.now()
  log.info('job_started', { source: job.source.kind, resumeFromMs: job.resume.fromMs })
  let outcome = 'internal_error'
  try {
    const report = await withWorkFolder((folder) =>
      work(job, folder, callbacks, abort.signal, { ...dependencies, log }),
    )
    // Nothing may come after the last word, which is liveness enough. The next job may have the seat meanwhile.
    await heartbeat.stop()
    leave()
    await callbacks.report(report)
    outcome = 'completed'
  } catch (error) {
    await heartbeat.stop()
    leave()
    outcome = await reportEnd(error, callbacks, abort.signal, log)
  } finally {
    clearInterval(healthTimer)
    await tellHealth()
    metrics.jobs.inc({ outcome })
    log.info('job_ended', { outcome, seconds: Math.round(performance.now() - startedAt) / 1000 })
  }
}

async function work(
  job: RunnerJob,
  folder: string,
  callbacks: Callbacks,
  signal: AbortSignal,
  { metrics, ...dependencies }: JobDependencies,
): Promise<RunnerReport> {
  const progress = createProgressReporter(callbacks)
  const done = await runJob(job, {
    ...dependencies,
    folder,
    callbacks,
    signal,
    progress: progress.report,
    trace: traceFirstSentence((first) => {
      metrics.firstSentenceSeconds.observe(first.totalMs / 1000)
      dependencies.log.info('first_sentence', wholeMilliseconds(first))
    }),
    onStage: (stage, seconds) => metrics.stageSeconds.observe({ stage }, seconds),
  })
  await progress.settled()
  return { type: 'completed', ...done }
}

/** As fields of a log line: `total_ms`, and `…_ms` of each step. */
function wholeMilliseconds({ totalMs, steps }: FirstSentence): Record<`${string}_ms`, number> {
  const fields = Object.entries({ total: totalMs, ...steps })
  return Object.fromEntries(fields.map(([step, ms]) => [`${step}_ms`, Math.round(ms)]))
}

/** How the model routes fared, of this job's calls or others'. What cannot be told now is told the next time. */
async function reportHealth(callbacks: Callbacks, models: ModelRoutes): Promise<void> {
  const reports = models.takeHealth()
  if (reports.length === 0) return
  try {
    await callbacks.putHealth(reports)
  } catch {
    models.giveBack(reports)
  }
}

/** Tells the Worker how the job ended, as far as it wants to know, and returns the outcome for the metrics. */
async function reportEnd(error: unknown, callbacks: Callbacks, signal: AbortSignal, log: Log): Promise<string> {
  const cause: unknown = signal.aborted ? signal.reason : error
  if (isOutOfMemory(cause) && !(cause instanceof JobFailure)) dieOutOfMemory(log, cause)
  try {
    if (cause instanceof JobStopped) {
      if (cause.reason === 'stopping') await callbacks.reportInterrupted()
      return cause.reason
    }
    const { code, detail } = failureOf(cause)
    const level = code === 'internal_error' || code === 'asr_failed' ? 'error' : 'info'
    log[level]('job_failed', { code, detail })
    await callbacks.report({ type: 'failed', code, detail: detail.slice(0, 2000) })
    return code
  } catch (reportError) {
    log.warn('end_not_reported', { detail: String(reportError) })
    return cause instanceof JobStopped ? cause.reason : 'unreachable'
  }
}

/** Why a job failed, by what was thrown. */
export function failureOf(error: unknown): Pick<JobFailure, 'code' | 'detail'> {
  if (error instanceof JobFailure) return error
  if (isOutOfSpace(error)) return { code: 'runner_out_of_space', detail: String(error) }
  if (error instanceof LinkError) return { code: error.code, detail: error.message }
  return { code: 'internal_error', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** The disk is full, or our share of it. */
const isOutOfSpace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
