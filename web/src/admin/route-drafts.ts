import type { ModelRouteView, PatchRoutesBody } from '../../../workers/contract/admin.ts'
import { priceNumber } from './codes.ts'

/** A route as typed; prices stay text until they are saved, so that "0." can be on its way to "0.25". */
export type RouteDraft = { enabled: boolean; costPerUnit: string; multiplier: string }
export type Drafts = Readonly<Record<string, RouteDraft>>

export function draftOf(route: ModelRouteView): RouteDraft {
  return { enabled: route.enabled, costPerUnit: String(route.costPerUnit), multiplier: String(route.multiplier) }
}

/** Only what differs from the server is sent: another admin's change to another field is not undone. */
export function changedRoutes(
  routes: readonly ModelRouteView[],
  drafts: Drafts,
): { items: PatchRoutesBody['items']; invalid: boolean } {
  const items: PatchRoutesBody['items'] = []
  let invalid = false
  for (const route of routes) {
    const draft = drafts[route.modelName]
    if (draft === undefined) continue
    const costPerUnit = priceNumber(draft.costPerUnit)
    const multiplier = priceNumber(draft.multiplier)
    if (costPerUnit === null || multiplier === null) {
      invalid = true
      continue
    }
    const change = {
      ...(draft.enabled !== route.enabled && { enabled: draft.enabled }),
      ...(costPerUnit !== route.costPerUnit && { costPerUnit }),
      ...(multiplier !== route.multiplier && { multiplier }),
    }
    if (Object.keys(change).length > 0) items.push({ modelName: route.modelName, ...change })
  }
  return { items, invalid }
}
