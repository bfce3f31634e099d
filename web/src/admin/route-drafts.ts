import type { CreateRouteBody, ModelRouteView, PatchRoutesBody } from '../../../workers/contract/admin.ts'
import { UNITS_OF } from '../../../workers/contract/model-kinds.ts'
import type { ModelProvider, ModelTask, PriceUnit } from '../../../workers/contract/model-routes.ts'
import { priceNumber, wholeNumber } from './codes.ts'

/** A route as typed: text until it is saved, so that "0." can be on its way to "0.25". */
export type RouteDraft = {
  enabled: boolean
  unit: PriceUnit
  costPerUnit: string
  multiplier: string
  provider: ModelProvider
  providerModel: string
  language: string
  baseUrl: string
  maxConcurrent: string
  maxPerMinute: string
  timeoutMs: string
  fallbacks: string
}

type Settings = Omit<PatchRoutesBody['items'][number], 'modelName'>

export const draftOf = (route: ModelRouteView): RouteDraft => ({
  enabled: route.enabled,
  unit: route.unit,
  costPerUnit: String(route.costPerUnit),
  multiplier: String(route.multiplier),
  provider: route.provider,
  providerModel: route.providerModel,
  language: route.language,
  baseUrl: route.baseUrl ?? '',
  maxConcurrent: String(route.maxConcurrent),
  maxPerMinute: route.maxPerMinute === null ? '' : String(route.maxPerMinute),
  timeoutMs: String(route.timeoutMs),
  fallbacks: route.fallbacks.join(', '),
})

/** A route that does not exist yet. */
export type NewRouteDraft = RouteDraft & { modelName: string; task: ModelTask }

export const newDraft = (): NewRouteDraft => ({
  modelName: '',
  task: 'asr',
  enabled: false,
  unit: 'second',
  costPerUnit: '',
  multiplier: '1',
  provider: 'openai-compatible',
  providerModel: '',
  language: 'en',
  baseUrl: '',
  maxConcurrent: '4',
  maxPerMinute: '',
  timeoutMs: '60000',
  fallbacks: '',
})

/** The draft for the other task: its unit and its language are others. */
export const ofTask = (draft: NewRouteDraft, task: ModelTask): NewRouteDraft => ({
  ...draft,
  task,
  unit: UNITS_OF[task][0],
  language: task === 'asr' ? 'en' : 'zh',
})

type Wrong<Draft> = (keyof Draft)[]

function readFields(draft: RouteDraft) {
  const perMinute = draft.maxPerMinute.trim()
  const numbers = {
    costPerUnit: priceNumber(draft.costPerUnit),
    multiplier: priceNumber(draft.multiplier),
    maxConcurrent: wholeNumber(draft.maxConcurrent, 1, 64),
    timeoutMs: wholeNumber(draft.timeoutMs, 1_000, 600_000),
  }
  const maxPerMinute = perMinute === '' ? null : wholeNumber(perMinute, 1, 100_000)
  const baseUrl = draft.baseUrl.trim()
  const language = draft.language.trim()
  const providerModel = draft.providerModel.trim()
  const wrong: Wrong<RouteDraft> = [
    ...(['costPerUnit', 'multiplier', 'maxConcurrent', 'timeoutMs'] as const).filter((name) => numbers[name] === null),
    ...(perMinute !== '' && maxPerMinute === null ? (['maxPerMinute'] as const) : []),
    ...(providerModel === '' ? (['providerModel'] as const) : []),
    ...(/^[a-z]{2}$/u.test(language) ? [] : (['language'] as const)),
    ...(baseUrl === '' || /^https?:\/\/[^\s/]/u.test(baseUrl) ? [] : (['baseUrl'] as const)),
  ]
  const { enabled, provider, unit } = draft
  const fallbacks = draft.fallbacks
    .split(/[,，]/u)
    .map((name) => name.trim())
    .filter(Boolean)
  return {
    wrong,
    typed: {
      ...numbers,
      ...{ maxPerMinute, enabled, provider, providerModel, unit, language, baseUrl: baseUrl || null, fallbacks },
    },
  }
}

/**
 * What differs from the route, or null when nothing does: what was not changed is not sent. `wrong` names the fields that
 * cannot be right; whether they fit each other the Worker judges.
 */
export function readDraft(
  route: ModelRouteView,
  draft: RouteDraft,
): { change: Settings | null; wrong: Wrong<RouteDraft> } {
  const { typed, wrong } = readFields(draft)
  const changed = Object.entries(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(route[name as keyof typeof typed]),
  )
  return { change: changed.length === 0 ? null : Object.fromEntries(changed), wrong }
}

/** The body that makes the route; null while `wrong` names a field. */
export function readNewDraft(draft: NewRouteDraft): { body: CreateRouteBody | null; wrong: Wrong<NewRouteDraft> } {
  const modelName = draft.modelName.trim()
  const fields = readFields(draft)
  const isName = /^[a-z0-9][a-z0-9._-]{0,79}$/iu.test(modelName)
  const wrong: Wrong<NewRouteDraft> = [...(isName ? [] : (['modelName'] as const)), ...fields.wrong]
  const { costPerUnit, multiplier, maxConcurrent, timeoutMs, ...others } = fields.typed
  const isWhole = costPerUnit !== null && multiplier !== null && maxConcurrent !== null && timeoutMs !== null
  if (wrong.length > 0 || !isWhole) return { body: null, wrong }
  const { task } = draft
  return { body: { ...others, modelName, task, costPerUnit, multiplier, maxConcurrent, timeoutMs }, wrong }
}
