import type { RunnerRoute } from '../../contract/model-routes.ts'
import { baseUrlOf } from '../../domain/models/model-keys.ts'
import type { Ctx } from '../context.ts'
import type { RouteRow } from './find-chains.ts'

/** A route as a runner gets it. Runners do not know of each other, so each gets its share of the limits. */
export function toRunnerRoute(ctx: Ctx, route: RouteRow): RunnerRoute {
  const { runner } = ctx.settings
  const runners = runner.mode === 'container' ? runner.instances : 1
  const share = (limit: number): number => Math.max(1, Math.floor(limit / runners))
  return {
    modelName: route.modelName,
    provider: route.provider,
    model: route.providerModel,
    language: route.language,
    baseUrl: baseUrlOf(route),
    timeoutMs: route.timeoutMs,
    maxConcurrent: share(route.maxConcurrent),
    maxPerMinute: route.maxPerMinute === null ? null : share(route.maxPerMinute),
    updatedAt: route.updatedAt,
  }
}
