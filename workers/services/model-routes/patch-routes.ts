import { and, eq, sql } from 'drizzle-orm'
import type { ModelRouteView, PatchRoutesBody } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { transact } from '../../db/transact.ts'
import { withoutSlash } from '../../domain/models/model-keys.ts'
import { toMicros } from '../../domain/pricing/price.ts'
import type { Ctx } from '../context.ts'
import { areAsRead, untilWritten } from './as-read.ts'
import { checkRoute, refuseWrong } from './check-route.ts'
import type { RouteRow } from './find-chains.ts'
import { listRoutes } from './list-routes.ts'

/**
 * Changes all items or none, for routes as they are in that moment. Jobs quoted before keep their price, those under way
 * their routes.
 * @throws AppError model_route_not_found with the unknown names; validation_failed for a name that comes twice, and for
 * fields that do not fit each other
 */
export async function patchRoutes(ctx: Ctx, body: PatchRoutesBody): Promise<ModelRouteView[]> {
  const names = body.items.map((item) => item.modelName)
  if (new Set(names).size < names.length) {
    throw new AppError('validation_failed', { fields: { items: 'A model name comes twice.' } })
  }
  await untilWritten(() => patchAsRead(ctx, body))
  return listRoutes(ctx)
}

/** Null when a route that matters was changed or deleted since it was read: nothing is written then. */
async function patchAsRead(ctx: Ctx, { items }: PatchRoutesBody): Promise<true | null> {
  const before = await ctx.db.select().from(modelRoutes)
  const unknown = items.filter((item) => !before.some((row) => row.modelName === item.modelName))
  if (unknown.length > 0) {
    throw new AppError('model_route_not_found', { modelNames: unknown.map(({ modelName }) => modelName) })
  }
  const changes = new Map(items.map((item) => [item.modelName, columnsOf(item)]))
  const after = before.map((row): RouteRow => ({ ...row, ...changes.get(row.modelName) }))
  const changed = items.flatMap(({ modelName }) => after.filter((row) => row.modelName === modelName))
  const wrong = changed.flatMap((route, index) =>
    Object.entries(checkRoute(route, after)).map(([field, problem]) => [`items.${index}.${field}`, problem] as const),
  )
  refuseWrong(Object.fromEntries(wrong))

  const named = new Set(changed.flatMap(({ modelName, fallbacks }) => [modelName, ...fallbacks]))
  const asRead = areAsRead(before.filter(({ modelName }) => named.has(modelName)))
  const isOf = (name: string) => and(eq(modelRoutes.modelName, name), asRead)
  // Until the last statement they all look as they were read, so each finds the same.
  const results = await transact(ctx.db, [
    ...[...changes]
      .filter(([, change]) => Object.keys(change).length > 0)
      .map(([name, change]) => ctx.db.update(modelRoutes).set(change).where(isOf(name))),
    sql`
      UPDATE model_routes SET updated_at = MAX(${ctx.now()}, updated_at + 1)
      WHERE model_name IN (SELECT value FROM json_each(${JSON.stringify([...changes.keys()])})) AND ${asRead}`,
  ])
  return results.at(-1)?.meta.changes ? true : null
}

type Change = Omit<PatchRoutesBody['items'][number], 'modelName'>

/** The columns a change sets: fields that are left out stay as they are. */
export function columnsOf({ costPerUnit, multiplier, baseUrl, ...fields }: Change): Partial<RouteRow> {
  const columns = {
    ...fields,
    ...(costPerUnit !== undefined && { costPerUnitMicros: toMicros(costPerUnit) }),
    ...(multiplier !== undefined && { multiplierMicros: toMicros(multiplier) }),
    ...(baseUrl !== undefined && { baseUrl: baseUrl === null ? null : withoutSlash(baseUrl) }),
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}
