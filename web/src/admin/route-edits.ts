import type { ModelRouteView } from '../../../workers/contract/admin.ts'
import { draftOf, type RouteDraft } from './route-drafts.ts'

export type FieldName = keyof RouteDraft

/**
 * What was typed into a route's form, field by field, and what stood there when typing began. Fields that nobody typed into
 * show the newest there is.
 */
export type RouteEdits = { typed: Partial<RouteDraft>; from: Partial<RouteDraft> }

export const NO_EDITS: RouteEdits = { typed: {}, from: {} }

const names = (part: Partial<RouteDraft>) => Object.keys(part) as FieldName[]

/** The form as it stands: the newest route, and upon it what was typed. */
export const draftWith = (newest: ModelRouteView, { typed }: RouteEdits): RouteDraft => ({
  ...draftOf(newest),
  ...typed,
})

/** `change` typed on; a field that reads as it did at first is not edited. */
export function typeOn(newest: ModelRouteView, edits: RouteEdits, change: Partial<RouteDraft>): RouteEdits {
  const shown = draftOf(newest)
  const typed = { ...edits.typed, ...change }
  const from = { ...Object.fromEntries(names(change).map((name) => [name, shown[name]])), ...edits.from }
  return withoutUntouched({ typed, from })
}

/** The fields that were typed into, and that somebody else has set to another value since. */
export function conflictsOf(newest: ModelRouteView, { typed, from }: RouteEdits): FieldName[] {
  const theirs = draftOf(newest)
  return names(typed).filter((name) => theirs[name] !== from[name] && theirs[name] !== typed[name])
}

/** In the fields of a conflict, what the others set. */
export const takeTheirs = (newest: ModelRouteView, edits: RouteEdits): RouteEdits =>
  without(edits, conflictsOf(newest, edits))

/** What was typed, knowing what the others set. */
export function keepMine(newest: ModelRouteView, edits: RouteEdits): RouteEdits {
  const theirs = draftOf(newest)
  const from = Object.fromEntries(names(edits.typed).map((name) => [name, theirs[name]]))
  return { ...edits, from }
}

/** What is left to be saved once `sent` was: what was typed since. */
export const afterSaving = ({ typed, from }: RouteEdits, sent: RouteEdits): RouteEdits =>
  withoutUntouched({ typed, from: { ...from, ...sent.typed } })

const withoutUntouched = (edits: RouteEdits): RouteEdits =>
  without(
    edits,
    names(edits.typed).filter((name) => edits.typed[name] === edits.from[name]),
  )

function without({ typed, from }: RouteEdits, dropped: readonly FieldName[]): RouteEdits {
  const rest = (part: Partial<RouteDraft>): Partial<RouteDraft> =>
    Object.fromEntries(Object.entries(part).filter(([name]) => !dropped.includes(name as FieldName)))
  return { typed: rest(typed), from: rest(from) }
}
