/** What kinds of model routes there are, and how far one is tried; without zod (see roles.ts). */
import type { ModelTask, PriceUnit } from './model-routes.ts'

export const MODEL_TASKS = ['asr', 'mt'] as const

/** Each is a folder of the runner (container/src/providers). */
export const MODEL_PROVIDERS = ['embedded', 'openai-compatible', 'dashscope', 'workers-ai'] as const

/** What a price is for: a second of source, a translated sentence, or 1,000 characters of translated English. */
export const PRICE_UNITS = ['second', 'sentence', 'thousand_characters'] as const
export const UNITS_OF = { asr: ['second'], mt: ['sentence', 'thousand_characters'] } as const satisfies Record<
  ModelTask,
  readonly PriceUnit[]
>

/** The longest recording and line that a route is tried with, and the largest file. */
export const MAX_TRIAL_MS = 60_000
export const MAX_TRIAL_BYTES = 10_000_000
export const MAX_TRIAL_CHARACTERS = 500
