import { sql } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import type { Ctx } from '../context.ts'

/**
 * Deletes a route that nothing needs any more; ended jobs keep its name and what they paid.
 * @throws AppError model_route_not_found, model_route_is_default, model_route_is_fallback with the routes that name it,
 * model_route_in_use with how many jobs
 */
export async function deleteRoute(ctx: Ctx, modelName: string): Promise<{ deleted: true }> {
  const { defaultAsrModel, defaultMtModel } = ctx.settings
  if ([defaultAsrModel, defaultMtModel].includes(modelName)) throw new AppError('model_route_is_default')
  // A runner may have it, and no price for it is in a quote yet.
  const isHanded = sql`quote IS NULL AND EXISTS (SELECT 1 FROM json_tree(jobs.handed_routes) AS handed WHERE handed.atom = ${modelName})`
  // Those that only cut clips anew need none.
  const open = sql`
    status IN ('queued', 'running') AND restores_set_id IS NULL
      AND (asr_model = ${modelName} OR mt_model = ${modelName} OR ${isHanded})`
  const namedBy = sql`model_routes AS other, json_each(other.fallbacks) AS named WHERE named.value = ${modelName}`
  // Looked at once more by the statement itself: a job or another route may come in between.
  const { meta } = await ctx.db.run(sql`
    DELETE FROM model_routes WHERE model_name = ${modelName}
      AND NOT EXISTS (SELECT 1 FROM jobs WHERE ${open}) AND NOT EXISTS (SELECT 1 FROM ${namedBy})`)
  if (meta.changes > 0) return { deleted: true }
  const [routes, by, [jobs]] = await Promise.all([
    ctx.db
      .select({ name: modelRoutes.modelName })
      .from(modelRoutes)
      .where(sql`model_name = ${modelName}`),
    ctx.db.all<{ name: string }>(sql`SELECT DISTINCT other.model_name AS name FROM ${namedBy}`),
    ctx.db.all<{ count: number }>(sql`SELECT COUNT(*) AS count FROM jobs WHERE ${open}`),
  ])
  if (routes.length === 0) throw new AppError('model_route_not_found')
  if (by.length > 0) throw new AppError('model_route_is_fallback', { modelNames: by.map(({ name }) => name) })
  throw new AppError('model_route_in_use', { jobs: jobs?.count ?? 0 })
}
