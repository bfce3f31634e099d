import type { JobErrorCode } from '../contract/errors.ts'
import type { RunnerRoute } from '../contract/model-routes.ts'
import type { TrialOutcome } from '../contract/runner.ts'
import type { Db } from '../db/client.ts'
import type { Settings } from '../settings.ts'

/**
 * The message on the job queue. It names work and carries none of it, so a repeated one does no harm. `run` and `lease` are
 * the row's when it was sent: by them a dead letter is told from a late copy. Messages of before they were sent lack them.
 */
export type JobMessage = { jobId: string; run?: number; lease?: number }

/** How verbs reach a job's object. */
export type JobsPort = {
  /** Starts what waits, and sees to it that what runs is watched. Does no harm when it is said again. */
  start(jobId: string): Promise<void>
  /** False when the job has ended already. */
  cancel(jobId: string): Promise<boolean>
  /** The same for a run of a job that cannot be helped; false also when it is another run by now. */
  fail(jobId: string, run: number, code: JobErrorCode): Promise<boolean>
  /** A runner may be free for this job. */
  offer(jobId: string): Promise<void>
  /** Forgets what the object stores about a job that was deleted. */
  forget(jobId: string): Promise<void>
  /** Hands a WebSocket upgrade to the object. */
  connect(jobId: string, request: Request): Promise<Response>
}

export type LimitsPort = {
  /** Counts one try under `key`; seconds to wait when there were more than `perMinute` in the last minute, else null. */
  take(key: string, perMinute: number): Promise<number | null>
  /** The same without counting: seconds to wait while there were `perMinute` tries in the last minute, else null. */
  peek(key: string, perMinute: number): Promise<number | null>
}

/** A route to try once: a recording for one that recognises, a line for one that translates. */
export type Trial = { route: RunnerRoute } & ({ file: Blob } | { text: string })

/** Why a runner did not do what it was asked. */
export type Refusal = 'busy' | 'unreachable'

export type TrialsPort = {
  /** `unreachable` also when no answer came in time. */
  tryRoute(trial: Trial): Promise<TrialOutcome | Refusal>
}

/** What every verb gets: the world, as far as the product needs it. Built from the platform's Env in platform/. */
export type Ctx = {
  db: Db
  media: R2Bucket
  jobQueue: { send(message: JobMessage): Promise<unknown> }
  jobs: JobsPort
  limits: LimitsPort
  trials: TrialsPort
  settings: Settings
  /** Where this Worker is reached, without a slash at the end: a setting, else the origin of the request at hand. */
  origin: string
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Who is asking. */
export type Caller = { userId: string; sessionId: string }

export const newId = (): string => crypto.randomUUID()
/** Whether a text, in lower case, can be an id: then it is looked for as one. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)

export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString()
