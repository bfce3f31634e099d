import { z } from 'zod'
import type { FieldProblem } from './field-problems.ts'
import type { JobStatus } from './jobs.ts'
import { MAX_TRIAL_CHARACTERS, MODEL_PROVIDERS, MODEL_TASKS, PRICE_UNITS } from './model-kinds.ts'
import type { ModelProvider, ModelTask, PriceUnit } from './model-routes.ts'
import { idempotencyKey, type LedgerAccount } from './wallet.ts'

/** More than anybody holds, and small enough that sums of many stay whole numbers in JSON. */
const MAX_CREDITS = 1_000_000_000

export const createCodesBody = z.object({
  count: z.number().int().min(1).max(1000).default(10),
  credits: z.number().int().min(1).max(MAX_CREDITS).default(1000),
  expiresDays: z.number().int().min(1).max(365).default(30),
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{0,6}$/, 'Letters and digits, at most 6.')
    .default('V2'),
  /** For admins: whom or what the batch is for. */
  note: z.string().trim().max(200).optional(),
})
export type CreateCodesBody = z.infer<typeof createCodesBody>
export type CreatedCodesView = { codes: string[]; count: number; batchId: string }

const reason = z.string().trim().min(1).max(500)

export const adjustBody = z.object({
  /** Given when above zero, taken when below. */
  credits: z
    .number()
    .int()
    .min(-MAX_CREDITS)
    .max(MAX_CREDITS)
    .refine((credits) => credits !== 0, 'Not zero.'),
  /** The learner reads it in the ledger. */
  reason,
  idempotencyKey,
})
export type AdjustBody = z.infer<typeof adjustBody>

export const refundBody = z.object({ credits: z.number().int().min(1).max(MAX_CREDITS), reason, idempotencyKey })
export type RefundBody = z.infer<typeof refundBody>

/** The learner's balances as the entry left them. */
export type CorrectionView = { ledgerId: string; balanceCredits: number; availableCredits: number }

/** One rule of the books and the rows that break it; at most 20 are named, `count` counts all. */
export type LedgerFault = { rule: string; count: number; rows: Record<string, unknown>[] }

export type LedgerCheckView = {
  ok: boolean
  checkedAt: string
  entries: number
  wallets: number
  /** What each account holds by the entries. Credits; all of them sum to zero. */
  accounts: Record<LedgerAccount, number>
  /** Every rule that was checked. */
  rules: string[]
  faults: LedgerFault[]
}

/** Prices are kept as whole millionths so that sums are exact: one with more decimals would be another one, down to free. */
const PRICE_DECIMALS = 6
const price = z
  .number()
  .min(0)
  .max(10_000)
  .refine((value) => Number(value.toFixed(PRICE_DECIMALS)) === value, {
    error: `At most ${PRICE_DECIMALS} decimals.`,
    params: { code: 'too_precise', limit: PRICE_DECIMALS } satisfies FieldProblem,
  })
const modelName = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/i, 'Letters, digits, dots, dashes and underscores, at most 80.')

const routeSettings = {
  provider: z.enum(MODEL_PROVIDERS),
  providerModel: z.string().trim().min(1).max(120),
  unit: z.enum(PRICE_UNITS),
  enabled: z.boolean(),
  costPerUnit: price,
  multiplier: price,
  /** Spoken language for recognition, target language for translation; ISO 639-1. */
  language: z.string().regex(/^[a-z]{2}$/, 'Two letters, ISO 639-1.'),
  /** Null: the provider's own address. */
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
  maxConcurrent: z.number().int().min(1).max(64),
  maxPerMinute: z.number().int().min(1).max(100_000).nullable(),
  timeoutMs: z.number().int().min(1_000).max(600_000),
  /** Model names of the same task, tried in this order when the route fails. */
  fallbacks: z.array(modelName).max(5),
}

/** What may change of a route: everything but its name and task. */
const routeChange = z
  .strictObject({ modelName: z.string().min(1).max(80) })
  .extend(z.strictObject(routeSettings).partial().shape)
export const patchRoutesBody = z.object({ items: z.array(routeChange).min(1).max(50) })
export type PatchRoutesBody = z.infer<typeof patchRoutesBody>

export const createRouteBody = z.strictObject({
  ...routeSettings,
  modelName,
  task: z.enum(MODEL_TASKS),
  enabled: routeSettings.enabled.default(false),
  multiplier: price.default(1),
  language: routeSettings.language.optional(),
  baseUrl: routeSettings.baseUrl.default(null),
  maxConcurrent: routeSettings.maxConcurrent.default(4),
  maxPerMinute: routeSettings.maxPerMinute.default(null),
  timeoutMs: routeSettings.timeoutMs.default(60_000),
  fallbacks: routeSettings.fallbacks.default([]),
})
export type CreateRouteBody = z.infer<typeof createRouteBody>

export type RouteHealthView = {
  /** `unknown` before the first call; `open` while calls go to the fallback without being tried. */
  state: 'unknown' | 'healthy' | 'failing' | 'open'
  calls: number
  failures: number
  /** Mean of the calls that went well, milliseconds; null before the first. */
  meanLatencyMs: number | null
  openUntil: string | null
  /** What the provider said, without secrets. */
  lastError: { at: string; reason: string } | null
}

export type ModelRouteView = {
  modelName: string
  task: ModelTask
  provider: ModelProvider
  providerModel: string
  unit: PriceUnit
  enabled: boolean
  /** False while the provider has no key on this deployment: jobs cannot use the route then. */
  configured: boolean
  costPerUnit: number
  multiplier: number
  language: string
  baseUrl: string | null
  maxConcurrent: number
  maxPerMinute: number | null
  timeoutMs: number
  fallbacks: string[]
  health: RouteHealthView
  updatedAt: string
}

/** What an admin has a route translate once. */
export const trialBody = z.strictObject({ text: z.string().trim().min(1).max(MAX_TRIAL_CHARACTERS) })
/** `text` empty: the model heard nothing. `tookMs` is the model's own time. */
export type TrialView = { text: string; tookMs: number }

/** A job whose queue message was given up. */
export type DeadLetterView = {
  id: string
  jobId: string
  jobStatus: JobStatus
  title: string
  /** Why it could not be handed over, for developers. */
  reason: string
  diedAt: string
  /** Null: not sent again since. */
  resentAt: string | null
}
