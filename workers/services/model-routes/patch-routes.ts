import { eq } from 'drizzle-orm'
import type { ModelRouteView, PatchRoutesBody } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { withoutSlash } from '../../domain/models/model-keys.ts'
import { toMicros } from '../../domain/pricing/price.ts'
import type { Ctx } from '../context.ts'
import { checkRoute, refuseWrong } from './check-route.ts'
import type { RouteRow } from './find-chains.ts'
import { listRoutes } from './list-routes.ts'

/**
 * Changes all items or none. Jobs quoted before keep their price, those under way their routes.
 * @throws AppError model_route_not_found with the unknown names; validation_failed for a name that comes twice, and for
 * fields that do not fit each other
 */
export async function patchRoutes(ctx: Ctx, body: PatchRoutesBody): Promise<ModelRouteView[]> {
  const names = body.items.map((item) => item.modelName)
  if (new Set(names).size < names.length) {
    throw new AppError('validation_failed', { fields: { items: 'A model name comes twice.' } })
  }
  const before = await ctx.db.select().from(modelRoutes)
  const unknown = names.filter((name) => !before.some((row) => row.modelName === name))
  if (unknown.length > 0) throw new AppError('model_route_not_found', { modelNames: unknown })

  const updatedAt = ctx.now()
  const changes = new Map(body.items.map((item) => [item.modelName, { ...columnsOf(item), updatedAt }]))
  const after = before.map((row): RouteRow => ({ ...row, ...changes.get(row.modelName) }))
  const wrong = body.items.flatMap(({ modelName }, index) => {
    const route = after.find((row) => row.modelName === modelName)
    const problems = Object.entries(route ? checkRoute(route, after) : {})
    return problems.map(([field, problem]) => [`items.${index}.${field}`, problem] as const)
  })
  refuseWrong(Object.fromEntries(wrong))

  const [first, ...rest] = [...changes].map(([modelName, change]) =>
    ctx.db.update(modelRoutes).set(change).where(eq(modelRoutes.modelName, modelName)),
  )
  if (first) await ctx.db.batch([first, ...rest])
  return listRoutes(ctx)
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
