import { AppError } from '../../contract/errors.ts'
import { type FieldProblem, ROUTE_PROBLEMS, type RouteProblem } from '../../contract/field-problems.ts'
import { UNITS_OF } from '../../contract/model-kinds.ts'
import type { RouteRow } from './find-chains.ts'

type Wrong = Record<string, RouteProblem>

/**
 * What a route must be as a whole; single fields are checked by the contract. A problem per field that does not fit the others.
 * @param all every route there will be, this one too
 */
export function checkRoute(route: RouteRow, all: readonly RouteRow[]): Wrong {
  return { ...checkProvider(route), ...checkFallbacks(route, all) }
}

/** @throws AppError validation_failed when a field is wrong */
export function refuseWrong(wrong: Wrong): void {
  const named = Object.entries(wrong)
  if (named.length === 0) return
  throw new AppError('validation_failed', {
    fields: Object.fromEntries(named.map(([name, code]) => [name, ROUTE_PROBLEMS[code]])),
    problems: Object.fromEntries(named.map(([name, code]): [string, FieldProblem] => [name, { code }])),
  })
}

function checkProvider(route: RouteRow): Wrong {
  const wrong: Wrong = {}
  const { task, provider, providerModel } = route
  const units: readonly string[] = UNITS_OF[task]
  if (!units.includes(route.unit)) wrong['unit'] = 'unit_of_other_task'
  if (provider === 'embedded') {
    if (task !== 'asr') wrong['provider'] = 'embedded_only_recognises'
    if (providerModel !== 'moonshine-base') wrong['providerModel'] = 'embedded_has_one_model'
    if (route.baseUrl !== null) wrong['baseUrl'] = 'embedded_has_no_address'
    if (route.fallbacks.length > 0) wrong['fallbacks'] = 'embedded_has_no_fallback'
  }
  const known = { asr: /^(?:paraformer|qwen3-asr-flash)/, mt: /^qwen-mt-/ }[task]
  if (provider === 'dashscope' && !known.test(providerModel)) wrong['providerModel'] = 'not_of_dashscope'
  if (provider === 'workers-ai') {
    if (!providerModel.startsWith('@cf/')) wrong['providerModel'] = 'not_of_workers_ai'
    if (route.baseUrl === null) wrong['baseUrl'] = 'workers_ai_needs_address'
  }
  return wrong
}

function checkFallbacks(route: RouteRow, all: readonly RouteRow[]): Wrong {
  const { fallbacks, modelName, task } = route
  const isKnown = (name: string): boolean => all.some((other) => other.modelName === name && other.task === task)
  if (new Set(fallbacks).size < fallbacks.length) return { fallbacks: 'name_twice' }
  if (fallbacks.includes(modelName)) return { fallbacks: 'own_fallback' }
  if (!fallbacks.every(isKnown)) return { fallbacks: 'fallback_of_other_task' }
  return {}
}
