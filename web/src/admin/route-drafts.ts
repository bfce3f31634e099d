import type { ModelRouteView, PatchRoutesBody } from '../../../workers/contract/admin.ts'
import type { ModelProvider } from '../../../workers/contract/model-routes.ts'
import { priceNumber, wholeNumber } from './codes.ts'

/** A route as typed: text until it is saved, so that "0." can be on its way to "0.25". */
export type RouteDraft = {
  enabled: boolean
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

/**
 * What differs from the server, or null when nothing does: another admin's change to another field is not undone. `wrong`
 * names the fields that are not numbers within their bounds; the Worker judges the others.
 */
export function readDraft(
  route: ModelRouteView,
  draft: RouteDraft,
): { change: Settings | null; wrong: (keyof RouteDraft)[] } {
  const perMinute = draft.maxPerMinute.trim()
  const numbers = {
    costPerUnit: priceNumber(draft.costPerUnit),
    multiplier: priceNumber(draft.multiplier),
    maxConcurrent: wholeNumber(draft.maxConcurrent, 1, 64),
    timeoutMs: wholeNumber(draft.timeoutMs, 1_000, 600_000),
  }
  const maxPerMinute = perMinute === '' ? null : wholeNumber(perMinute, 1, 100_000)
  const wrong: (keyof RouteDraft)[] = [
    ...(['costPerUnit', 'multiplier', 'maxConcurrent', 'timeoutMs'] as const).filter((name) => numbers[name] === null),
    ...(perMinute !== '' && maxPerMinute === null ? (['maxPerMinute'] as const) : []),
  ]
  const typed = {
    ...numbers,
    maxPerMinute,
    enabled: draft.enabled,
    provider: draft.provider,
    providerModel: draft.providerModel.trim(),
    language: draft.language.trim(),
    baseUrl: draft.baseUrl.trim() || null,
    fallbacks: draft.fallbacks
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  }
  const changed = Object.entries(typed).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(route[name as keyof typeof typed]),
  )
  return { change: changed.length === 0 ? null : Object.fromEntries(changed), wrong }
}
