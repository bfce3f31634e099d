/** The admin page's lists: how they are asked, and what their rows say. */
import { z } from 'zod'
import { pageQuery } from './common.ts'
import type { JobErrorCode } from './errors.ts'
import type { JobStage, JobStatus, JobView } from './jobs.ts'
import { CODE_STATES, JOB_STATUSES } from './states.ts'
import type { LedgerEntryView } from './wallet.ts'

export const auditQuery = pageQuery.extend({ target: z.string().trim().min(1).max(200).optional() })
export type AuditQuery = z.infer<typeof auditQuery>

/** One box for what is looked for; each list says what it understands. */
const search = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((text) => text || undefined)

export type CodeState = (typeof CODE_STATES)[number]

export const codesQuery = pageQuery.extend({ q: search, state: z.enum(['all', ...CODE_STATES]).default('all') })
export type CodesQuery = z.infer<typeof codesQuery>

export type CodeView = {
  id: string
  /** Prefix and first four characters: the rest is known to whoever has the code. */
  visiblePrefix: string
  batchId: string
  note: string
  credits: number
  state: CodeState
  createdAt: string
  expiresAt: string
  redeemedAt: string | null
  /** Null unless used; nobody's name once that learner has left. */
  redeemedBy: { userId: string | null; email: string | null } | null
  revokedAt: string | null
}

export const learnersQuery = pageQuery.extend({ q: search })
export type LearnersQuery = z.infer<typeof learnersQuery>

export type LearnerView = {
  userId: string
  email: string
  createdAt: string
  disabledAt: string | null
  balanceCredits: number
  heldCredits: number
  jobs: number
}

/** `actor`: the admin who adjusted or refunded; null for other entries and for those from before it was kept. */
export type AdminLedgerEntryView = LedgerEntryView & { actor: string | null }

export const disableBody = z.strictObject({
  disabled: z.boolean(),
  /** Kept in the log of changes. */
  reason: z.string().trim().min(1).max(500),
})

export const eraseBody = z.strictObject({
  /** The learner’s address, typed once more: there is no way back. */
  email: z.string().trim().toLowerCase().min(1).max(320),
})

export const adminJobsQuery = pageQuery.extend({
  q: search,
  status: z.enum(['all', ...JOB_STATUSES]).default('all'),
})
export type AdminJobsQuery = z.infer<typeof adminJobsQuery>

export type AdminJobView = JobView & { userId: string; email: string; asrModel: string; mtModel: string | null }

export type JobEventView = {
  at: string
  status: JobStatus
  stage: JobStage
  errorCode: JobErrorCode | null
  readyItems: number
}

export type AdminJobDetailView = AdminJobView & {
  durationMs: number | null
  sourceBytes: number
  /** Where it comes from, without what a link may carry in its query. */
  source: { kind: 'file'; name: string } | { kind: 'link'; address: string }
  /** How often it was handed to a runner. */
  attempts: number
  /** What was held for it and what became of it, oldest first. */
  holds: { amount: number; status: 'held' | 'settled' | 'released'; settledAmount: number; createdAt: string }[]
  /** Everything its row went through, oldest first; at most the newest 200. */
  events: JobEventView[]
}

/** One day, UTC. */
export type DayNumbers = {
  day: string
  jobs: number
  succeeded: number
  failed: number
  /** Of the recordings whose jobs succeeded. */
  speechSeconds: number
  creditsRedeemed: number
  /** Settled less what was refunded. */
  creditsConsumed: number
}

export type NumbersView = {
  at: string
  /** Jobs that have not ended, by stage. */
  stages: { stage: JobStage; jobs: number }[]
  /** The last 30 days, oldest first. */
  days: DayNumbers[]
  /** From a job’s start on the queue to its end, of the newest 1,000 that succeeded; null before the first. */
  jobMs: { median: number; p95: number } | null
  /** The same from its start to its first sentence. */
  firstSentenceMs: { median: number; p95: number } | null
  storage: { sourceBytes: number; clipBytes: number; clips: number }
  totals: { learners: number; creditsOutstanding: number; creditsHeld: number }
}
