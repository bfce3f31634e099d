import type { ModelRouteView } from '../../contract/admin.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { fromMicros } from '../../domain/pricing/price.ts'
import { type Ctx, isoTime } from '../context.ts'
import { isConfigured } from './providers.ts'

export async function listRoutes(ctx: Ctx): Promise<ModelRouteView[]> {
  const rows = await ctx.db.select().from(modelRoutes).orderBy(modelRoutes.task, modelRoutes.modelName)
  return rows.map((row) => ({
    modelName: row.modelName,
    task: row.task,
    provider: row.provider,
    providerModel: row.providerModel,
    unit: row.unit,
    enabled: row.enabled,
    configured: isConfigured(row.provider),
    costPerUnit: fromMicros(row.costPerUnitMicros),
    multiplier: fromMicros(row.multiplierMicros),
    updatedAt: isoTime(row.updatedAt),
  }))
}
