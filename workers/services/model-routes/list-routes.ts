import { eq } from 'drizzle-orm'
import type { ModelRouteView, RouteHealthView } from '../../contract/admin.ts'
import { modelRoutes, routeHealth } from '../../db/schema/model-routes.ts'
import { isConfigured } from '../../domain/models/model-keys.ts'
import { fromMicros } from '../../domain/pricing/price.ts'
import { type Ctx, isoTime } from '../context.ts'

export async function listRoutes(ctx: Ctx): Promise<ModelRouteView[]> {
  const rows = await ctx.db
    .select({ route: modelRoutes, health: routeHealth })
    .from(modelRoutes)
    .leftJoin(routeHealth, eq(routeHealth.modelName, modelRoutes.modelName))
    .orderBy(modelRoutes.task, modelRoutes.modelName)
  return rows.map(({ route, health }) => ({
    modelName: route.modelName,
    task: route.task,
    provider: route.provider,
    providerModel: route.providerModel,
    unit: route.unit,
    enabled: route.enabled,
    configured: isConfigured(route, ctx.settings.modelKeys),
    costPerUnit: fromMicros(route.costPerUnitMicros),
    multiplier: fromMicros(route.multiplierMicros),
    language: route.language,
    baseUrl: route.baseUrl,
    maxConcurrent: route.maxConcurrent,
    maxPerMinute: route.maxPerMinute,
    timeoutMs: route.timeoutMs,
    fallbacks: route.fallbacks,
    health: viewHealth(health, ctx.now()),
    updatedAt: isoTime(route.updatedAt),
  }))
}

function viewHealth(row: typeof routeHealth.$inferSelect | null, now: number): RouteHealthView {
  if (!row) {
    return { state: 'unknown', calls: 0, failures: 0, meanLatencyMs: null, openUntil: null, lastError: null }
  }
  const good = row.calls - row.failures
  const isOpen = row.openUntil !== null && row.openUntil > now
  return {
    state: isOpen ? 'open' : row.lastOk ? 'healthy' : 'failing',
    calls: row.calls,
    failures: row.failures,
    meanLatencyMs: good > 0 ? Math.round(row.latencyMs / good) : null,
    openUntil: isOpen && row.openUntil !== null ? isoTime(row.openUntil) : null,
    lastError:
      row.lastError !== null && row.lastErrorAt !== null
        ? { at: isoTime(row.lastErrorAt), reason: row.lastError }
        : null,
  }
}
