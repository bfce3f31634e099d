/**
 * The protocol between the job object and the runner (the process that does ffmpeg and recognition).
 *
 * The job object hands out work with `POST /jobs` on the runner, which answers 202 and then calls back:
 * everything it reports goes to `{callbackUrl}/…` with the job's own token, which names the job and the lease.
 * A callback under an old lease is answered 409 `lease_lost`, and the runner drops the job at once.
 * New Worker code runs before old containers have gone: fields are only ever added, and optional.
 */
import { z } from 'zod'
import { JOB_ERRORS, type JobErrorCode } from './errors.ts'
import { JOB_STAGES } from './jobs.ts'
import { runnerRoute } from './model-routes.ts'

export const runnerSource = z.discriminatedUnion('kind', [
  /** The bytes are behind `{callbackUrl}/source`, to be read by ranges. */
  z.object({ kind: z.literal('stored'), sizeBytes: z.number().int().positive(), fileName: z.string() }),
  /** A stranger's link: fetched by the runner through its guard. */
  z.object({ kind: z.literal('url'), url: z.string() }),
])

/** Body of `POST /jobs` on the runner. 202 taken, 409 already working on it under this lease, 503 busy or stopping. */
export const runnerJob = z.object({
  jobId: z.string(),
  /** Fencing number: grows with every attempt. */
  lease: z.number().int().positive(),
  /** Bearer token for the callbacks of this lease. */
  token: z.string(),
  callbackUrl: z.url(),
  source: runnerSource,
  asr: z.object({ provider: z.literal('embedded'), model: z.string() }),
  /** The route to recognise with, then those that take over when it fails. Absent or empty: the embedded model. */
  asrRoutes: z.array(runnerRoute).optional(),
  /** The same for translation. Absent or empty: none is wanted. */
  mtRoutes: z.array(runnerRoute).optional(),
  limits: z.object({ maxDurationMs: z.number().int().positive(), maxSourceBytes: z.number().int().positive() }),
  /** Where to go on: sentences before this are stored already. */
  resume: z.object({ segmentIndex: z.number().int().min(0), fromMs: z.number().int().min(0) }),
  heartbeatMs: z.number().int().positive(),
  /** Its text is behind `{callbackUrl}/subtitles` and is not to be recognised. */
  hasSubtitles: z.boolean().optional(),
  /** No sentences are made: only the clips behind `{callbackUrl}/clips` are cut, and each is sent to `{callbackUrl}/clips/{itemId}`. */
  cutOnly: z.boolean().optional(),
})
export type RunnerJob = z.infer<typeof runnerJob>

/** The `data` of `GET {callbackUrl}/subtitles`, and what is stored: cues in order of time, without overlaps. */
export const runnerSubtitles = z.object({
  cues: z.array(
    z.object({
      startMs: z.number().int().min(0),
      endMs: z.number().int().positive(),
      text: z.string().min(1),
      /** The same in Chinese, where the file had both. */
      zh: z.string().optional(),
    }),
  ),
})
export type RunnerSubtitles = z.infer<typeof runnerSubtitles>

/** The `data` of `GET {callbackUrl}/clips`: pieces of the clip stream (domain/clips/mp3-frames.ts), in order of time. */
export const runnerClips = z.object({
  /** Length of the recording they were cut from before, where it is known. */
  durationMs: z.number().int().min(0).nullable(),
  clips: z.array(
    z.object({
      itemId: z.string(),
      /** Frames `first` up to, not including, `end`. */
      first: z.number().int().min(0),
      end: z.number().int().positive(),
    }),
  ),
})
export type RunnerClips = z.infer<typeof runnerClips>

const jobErrorCode = z.enum(Object.keys(JOB_ERRORS) as [JobErrorCode, ...JobErrorCode[]])

/** Body of `POST {callbackUrl}/reports`. */
export const runnerReport = z.discriminatedUnion('type', [
  /** The length is known and no paid work has begun; the answer says whether there are credits for it. */
  z.object({ type: z.literal('probed'), durationMs: z.number().int().min(0) }),
  z.object({ type: z.literal('progress'), stage: z.enum(JOB_STAGES), percent: z.number().min(0).max(100) }),
  z.object({ type: z.literal('heartbeat') }),
  z.object({
    type: z.literal('completed'),
    itemCount: z.number().int().min(0),
    /** How much sound there really was; a damaged file ends before its stated length, and costs less. */
    decodedMs: z.number().int().min(0).optional(),
  }),
  z.object({ type: z.literal('failed'), code: jobErrorCode, detail: z.string().max(2000).default('') }),
  /** The runner is being stopped; the job goes on elsewhere. */
  z.object({ type: z.literal('interrupted') }),
])
export type RunnerReport = z.infer<typeof runnerReport>

/** The `item` part of `PUT {callbackUrl}/items/{segmentIndex}`, beside the `clip` part with the sound. */
export const runnerItem = z.object({
  segmentIndex: z.number().int().min(0),
  startMs: z.number().int().min(0),
  endMs: z.number().int().positive(),
  transcriptEn: z.string().min(1).max(2000),
  wordCount: z.number().int().min(1),
  needsReview: z.boolean(),
  reviewReason: z
    .enum(['low_confidence', 'too_long', 'too_short', 'repetition', 'cut_in_speech', 'reread_differs'])
    .nullable(),
  /** Mean probability the model gave its own words, 0 to 1; null when the provider has none. */
  confidence: z.number().min(0).max(1).nullable(),
  translationZh: z.string().max(2000).default(''),
  /** Which bytes of the `clip` part are the sentence; the rest is sound around it. Absent: all of them. */
  clip: z.object({ offset: z.number().int().min(0), bytes: z.number().int().positive() }).optional(),
  /** The route that recognised it; absent when it came with the source. */
  asrModel: z.string().max(80).optional(),
})
export type RunnerItem = z.infer<typeof runnerItem>

/** The answer to it: `translated` tells that the sentence has a translation already and needs none. */
export const itemAnswer = z.object({ stored: z.boolean(), translated: z.boolean().default(false) })

/** Body of `POST {callbackUrl}/translations`: sentences that are stored, and what a route made of them. */
export const runnerTranslations = z.object({
  items: z
    .array(
      z.object({
        segmentIndex: z.number().int().min(0),
        translationZh: z.string().trim().min(1).max(2000),
        /** Name of the route. */
        model: z.string().max(80),
        /** Provider, its model and the language, such as `dashscope/qwen-mt-turbo/zh`: what a translation is worth keeping under. */
        engine: z.string().max(200),
        /** Length of the English text that was sent, in characters (code points). Absent: that of the sentence as delivered. */
        characters: z.number().int().min(1).optional(),
      }),
    )
    .min(1)
    .max(100),
})
export type RunnerTranslations = z.infer<typeof runnerTranslations>

/** The `data` of `GET {callbackUrl}/untranslated`: sentences of earlier attempts, in order. */
export const runnerUntranslated = z.object({
  items: z.array(z.object({ segmentIndex: z.number().int().min(0), transcriptEn: z.string() })),
})
export type RunnerUntranslated = z.infer<typeof runnerUntranslated>

/** The same as the JSON text it travels as, beside the clip. */
export const runnerItemText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'Not valid JSON.' })
      return z.NEVER
    }
  })
  .pipe(runnerItem)

/** The sound of a sentence as it is stored and served. */
export const CLIP_CONTENT_TYPE = 'audio/mpeg'

/** What came of trying a route: `POST /trials`, a form of `route` (a `RunnerRoute`) and `file` (recognition) or `text` (translation). */
export const trialOutcome = z.discriminatedUnion('outcome', [
  /** `tookMs` is the model's time; decoding and waiting for a machine are not in it. An empty text: nothing was heard. */
  z.object({ outcome: z.literal('done'), text: z.string(), tookMs: z.number() }),
  /** The provider's own reason, without secrets. */
  z.object({ outcome: z.literal('failed'), kind: z.string(), reason: z.string(), tookMs: z.number() }),
  z.object({ outcome: z.literal('refused'), code: z.enum(['unsupported_media', 'recording_too_long']) }),
])
export type TrialOutcome = z.infer<typeof trialOutcome>
