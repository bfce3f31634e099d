import { eq, inArray } from 'drizzle-orm'
import type { ModelRouteView, PatchRoutesBody } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { toMicros } from '../../domain/pricing/price.ts'
import type { Ctx } from '../context.ts'
import { listRoutes } from './list-routes.ts'

/**
 * Changes all items or none. Jobs quoted before keep their price.
 * @throws AppError model_route_not_found with the unknown names, validation_failed for a name that comes twice
 */
export async function patchRoutes(ctx: Ctx, body: PatchRoutesBody): Promise<ModelRouteView[]> {
  const names = body.items.map((item) => item.modelName)
  if (new Set(names).size < names.length) {
    throw new AppError('validation_failed', { fields: { items: 'A model name comes twice.' } })
  }
  const known = await ctx.db
    .select({ name: modelRoutes.modelName })
    .from(modelRoutes)
    .where(inArray(modelRoutes.modelName, names))
  const unknown = names.filter((name) => !known.some((row) => row.name === name))
  if (unknown.length > 0) throw new AppError('model_route_not_found', { modelNames: unknown })

  const updatedAt = ctx.now()
  const [first, ...rest] = body.items.map((item) =>
    ctx.db
      .update(modelRoutes)
      .set({
        updatedAt,
        ...(item.enabled !== undefined && { enabled: item.enabled }),
        ...(item.costPerUnit !== undefined && { costPerUnitMicros: toMicros(item.costPerUnit) }),
        ...(item.multiplier !== undefined && { multiplierMicros: toMicros(item.multiplier) }),
      })
      .where(eq(modelRoutes.modelName, item.modelName)),
  )
  if (first) await ctx.db.batch([first, ...rest])
  return listRoutes(ctx)
}
