import { getTableColumns, sql } from 'drizzle-orm'
import type { CreateRouteBody, ModelRouteView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { withoutSlash } from '../../domain/models/model-keys.ts'
import { toMicros } from '../../domain/pricing/price.ts'
import type { Ctx } from '../context.ts'
import { areAsRead, untilWritten } from './as-read.ts'
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
  await untilWritten(() => insertAsRead(ctx, route))
  const view = (await listRoutes(ctx)).find(({ modelName }) => modelName === body.modelName)
  if (!view) throw new Error('a route that was just made is gone')
  return view
}

/** Null when a fallback was changed or deleted since it was read: nothing is written then. */
async function insertAsRead(ctx: Ctx, route: RouteRow): Promise<true | null> {
  const before = await ctx.db.select().from(modelRoutes)
  if (before.some(({ modelName }) => modelName === route.modelName)) throw new AppError('model_route_exists')
  refuseWrong(checkRoute(route, [...before, route]))
  const asRead = areAsRead(before.filter(({ modelName }) => route.fallbacks.includes(modelName)))
  const values = Object.entries(getTableColumns(modelRoutes)).map(([name, column]) =>
    sql.param(Reflect.get(route, name), column),
  )
  const made = await ctx.db
    .insert(modelRoutes)
    .select(sql`SELECT ${sql.join(values, sql`, `)} WHERE ${asRead}`)
    .onConflictDoNothing()
    .returning()
  return made.length > 0 ? true : null
}
