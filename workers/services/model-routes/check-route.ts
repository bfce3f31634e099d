/** What a route must be as a whole; single fields are checked by the contract. */
import { UNITS_OF } from '../../contract/model-kinds.ts'
import type { RouteRow } from './find-chains.ts'

type Wrong = Record<string, string>

/**
 * A sentence per field that does not fit the others.
 * @param all every route there will be, this one too
 */
export function checkRoute(route: RouteRow, all: readonly RouteRow[]): Wrong {
  return { ...checkProvider(route), ...checkFallbacks(route, all) }
}

function checkProvider(route: RouteRow): Wrong {
  const wrong: Wrong = {}
  const { task, provider, providerModel } = route
  const units: readonly string[] = UNITS_OF[task]
  if (!units.includes(route.unit)) wrong['unit'] = `A route of this task is priced by ${units.join(' or ')}.`
  if (provider === 'embedded') {
    if (task !== 'asr') wrong['provider'] = 'The embedded provider only recognises.'
    if (providerModel !== 'moonshine-base') wrong['providerModel'] = 'The embedded model is moonshine-base.'
    if (route.baseUrl !== null) wrong['baseUrl'] = 'The embedded model has no address.'
    if (route.fallbacks.length > 0) wrong['fallbacks'] = 'Nothing takes over from the embedded model.'
  }
  const known = { asr: /^(?:paraformer|qwen3-asr-flash)/, mt: /^qwen-mt-/ }[task]
  if (provider === 'dashscope' && !known.test(providerModel)) {
    wrong['providerModel'] = 'Known are paraformer-… and qwen3-asr-flash… for recognition, qwen-mt-… for translation.'
  }
  if (provider === 'workers-ai') {
    if (!providerModel.startsWith('@cf/')) wrong['providerModel'] = 'Workers AI models begin with @cf/.'
    if (route.baseUrl === null) wrong['baseUrl'] = 'Wanted: https://api.cloudflare.com/client/v4/accounts/<id>/ai.'
  }
  return wrong
}

function checkFallbacks(route: RouteRow, all: readonly RouteRow[]): Wrong {
  const { fallbacks, modelName, task } = route
  const isKnown = (name: string): boolean => all.some((other) => other.modelName === name && other.task === task)
  if (new Set(fallbacks).size < fallbacks.length) return { fallbacks: 'A name comes twice.' }
  if (fallbacks.includes(modelName)) return { fallbacks: 'A route cannot take over from itself.' }
  if (!fallbacks.every(isKnown)) return { fallbacks: 'Every name must be a route of the same task.' }
  return {}
}
