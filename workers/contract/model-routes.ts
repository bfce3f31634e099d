/** Model routes: which model does what, through whom, within which limits. The admin API and the runner protocol share these. */
import { z } from 'zod'
import { MODEL_PROVIDERS, type MODEL_TASKS, type PRICE_UNITS } from './model-kinds.ts'

export type ModelTask = (typeof MODEL_TASKS)[number]
export type ModelProvider = (typeof MODEL_PROVIDERS)[number]
export type PriceUnit = (typeof PRICE_UNITS)[number]

/** A route as the runner gets it: all it needs to call the model but the key, which is in the runner's environment. */
export const runnerRoute = z.object({
  modelName: z.string(),
  provider: z.enum(MODEL_PROVIDERS),
  /** The provider's own name of the model. */
  model: z.string(),
  /** Spoken language for recognition, target language for translation; ISO 639-1. */
  language: z.string(),
  /** Null only for the embedded model. No slash at the end. */
  baseUrl: z.string().nullable(),
  timeoutMs: z.number().int().positive(),
  /** For this runner; the deployment's share of it. */
  maxConcurrent: z.number().int().positive(),
  maxPerMinute: z.number().int().positive().nullable(),
  /** When an admin changed it last (milliseconds since 1970): of two jobs' words on its limits, the later counts. */
  updatedAt: z.number().int().default(0),
})
export type RunnerRoute = z.infer<typeof runnerRoute>

/** How a route fared since the runner last told. */
export const routeHealthReport = z.object({
  modelName: z.string().max(80),
  calls: z.number().int().min(0),
  failures: z.number().int().min(0),
  /** Whether the latest call went well. */
  lastOk: z.boolean(),
  /** Sum over the calls that went well. */
  latencyMs: z.number().int().min(0),
  /** The circuit is open until then (milliseconds since 1970): calls go to the fallback without being tried. */
  openUntil: z.number().int().nullable(),
  lastError: z.object({ at: z.number().int(), reason: z.string().max(300) }).nullable(),
})
export type RouteHealthReport = z.infer<typeof routeHealthReport>

export const healthBody = z.object({ routes: z.array(routeHealthReport).max(50) })
