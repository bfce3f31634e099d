import { z } from 'zod'
import { title } from './common.ts'
import type { JobErrorCode } from './errors.ts'
import type { ItemView } from './exercises.ts'
import type { PriceUnit } from './model-routes.ts'
import type { JOB_STATUSES } from './states.ts'

export type JobStatus = (typeof JOB_STATUSES)[number]

export const JOB_STAGES = [
  'queued',
  'ingest',
  'fetch',
  'audio_extract',
  'asr',
  'translate',
  'exercise_pack',
  'completed',
  'cancelled',
] as const
export type JobStage = (typeof JOB_STAGES)[number]

const modelName = z.string().trim().min(1).max(80)

/** The text fields of the form of `POST /jobs`; the files beside them are streamed and never pass through zod. */
export const createJobForm = z.object({
  source_url: z.string().trim().max(2048).optional(),
  asr_model: modelName.optional(),
  mt_model: modelName.optional(),
  title: title.optional(),
  exercise_set_id: z.string().trim().max(80).optional(),
})

export const createJobBody = z.object({
  sourceUrl: z.string().trim().max(2048).optional(),
  uploadId: z.string().trim().max(80).optional(),
  /** The clips of this set are gone and shall be cut again, from the same file or, with neither file nor link, its link. */
  exerciseSetId: z.string().trim().max(80).optional(),
  asrModel: modelName.optional(),
  mtModel: modelName.optional(),
  title: title.optional(),
  /** The text of a SubRip or WebVTT file: it replaces recognition. Its size has a limit and an error of its own. */
  subtitles: z.string().optional(),
})
export type CreateJobBody = z.infer<typeof createJobBody>

/** A route's price as it was when the job was quoted. */
export type PricedModel = { model: string; costPerUnit: number; multiplier: number }
/** `unit` is absent in old quotes: a sentence. */
export type PricedTranslation = PricedModel & { unit?: PriceUnit }

/** What a job is expected to cost, known once its length is; both factors of each part are shown. Credits. */
export type QuoteView = {
  /** Length of the source in seconds, to the millisecond. */
  seconds: number
  /** `fallbacks`: what takes over when the model fails; where it is cheaper, its price is what is charged. */
  asr: PricedModel & { fallbacks?: PricedModel[] }
  mt:
    | (PricedTranslation & {
        estimatedSentences: number
        estimatedCharacters?: number
        fallbacks?: PricedTranslation[]
      })
    | null
  credits: number
}

/**
 * `restoresExerciseSetId`: the file was known, and only the clips of that set are cut anew, at no charge; absent for a
 * job that makes sentences.
 */
export type JobCreatedView = { jobId: string; status: JobStatus; restoresExerciseSetId?: string }

export type JobView = {
  jobId: string
  title: string
  status: JobStatus
  stage: JobStage
  progressPercent: number
  /** Place among all jobs that wait for a runner, from 1; null when it does not wait for one. */
  queuePosition: number | null
  errorCode: JobErrorCode | null
  errorMessage: string | null
  exerciseSetId: string | null
  /** The job cuts the clips of an existing set anew, at no charge. */
  restoring: boolean
  readyItems: number
  quote: QuoteView | null
  createdAt: string
  updatedAt: string
}

/**
 * What `GET /jobs/{id}/events` sends, as JSON texts over the WebSocket. The first message is always `snapshot`; a client
 * that reconnects gets a new one and has missed nothing. The socket closes with 1000 after the job's last state.
 * A browser cannot set headers on a WebSocket: it offers the sub-protocols `listening.v1` and `bearer.<token>`.
 */
export type JobEvent =
  | { type: 'snapshot'; job: JobView; items: ItemView[] }
  | { type: 'progress'; job: JobView }
  | { type: 'item'; item: ItemView; readyItems: number; exerciseSetId: string }
