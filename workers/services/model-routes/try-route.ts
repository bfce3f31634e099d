import { eq } from 'drizzle-orm'
import type { TrialView } from '../../contract/admin.ts'
import { AppError } from '../../contract/errors.ts'
import type { ModelTask } from '../../contract/model-routes.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import type { Ctx } from '../context.ts'
import { enforceLimit } from '../enforce-limit.ts'
import type { RouteRow } from './find-chains.ts'
import { toRunnerRoute } from './to-runner-route.ts'

/** Providers want money for a trial too. */
const TRIALS_PER_MINUTE = 20

/**
 * Asks the model of a route once, whether it is enabled or not, without its fallbacks. Nothing is stored or charged.
 * @throws AppError model_route_failed with the provider's reason and the time it took; unsupported_media,
 * recording_too_long, service_unavailable, rate_limited
 */
export async function tryRoute(
  ctx: Ctx,
  route: RouteRow,
  input: { file: Blob } | { text: string },
): Promise<TrialView> {
  await enforceLimit(ctx, 'route-trials', TRIALS_PER_MINUTE)
  const result = await ctx.trials.tryRoute({ route: toRunnerRoute(ctx, route), ...input })
  if (typeof result === 'string') throw new AppError('service_unavailable', { reason: `runner_${result}` })
  switch (result.outcome) {
    case 'done':
      return { text: result.text, tookMs: result.tookMs }
    case 'failed':
      throw new AppError('model_route_failed', { kind: result.kind, reason: result.reason, tookMs: result.tookMs })
    case 'refused':
      throw new AppError(result.code)
  }
}

/** @throws AppError model_route_not_found, also for a route of the other task */
export async function findRoute(ctx: Ctx, modelName: string, task: ModelTask): Promise<RouteRow> {
  const [route] = await ctx.db.select().from(modelRoutes).where(eq(modelRoutes.modelName, modelName))
  if (route?.task !== task) throw new AppError('model_route_not_found')
  return route
}
