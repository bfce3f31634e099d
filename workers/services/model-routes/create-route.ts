import type { CreateRouteBody, ModelRouteView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { withoutSlash } from '../../domain/models/model-keys.ts'
import { toMicros } from '../../domain/pricing/price.ts'
import type { Ctx } from '../context.ts'
import { checkRoute, refuseWrong } from './check-route.ts'
import type { RouteRow } from './find-chains.ts'
import { listRoutes } from './list-routes.ts'

/** @throws AppError model_route_exists; validation_failed for fields that do not fit each other */
export async function createRoute(ctx: Ctx, body: CreateRouteBody): Promise<ModelRouteView> {
  const { costPerUnit, multiplier, baseUrl, language, ...fields } = body
  const route: RouteRow = {
    ...fields,
    costPerUnitMicros: toMicros(costPerUnit),
    multiplierMicros: toMicros(multiplier),
    baseUrl: baseUrl === null ? null : withoutSlash(baseUrl),
    language: language ?? (body.task === 'asr' ? 'en' : 'zh'),
    updatedAt: ctx.now(),
  }
  refuseWrong(checkRoute(route, [...(await ctx.db.select().from(modelRoutes)), route]))
  const made = await ctx.db.insert(modelRoutes).values(route).onConflictDoNothing().returning()
  if (made.length === 0) throw new AppError('model_route_exists')
  const view = (await listRoutes(ctx)).find(({ modelName }) => modelName === body.modelName)
  if (!view) throw new Error('a route that was just made is gone')
  return view
}
