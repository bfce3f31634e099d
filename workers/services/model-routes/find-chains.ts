import type { ModelTask } from '../../contract/model-routes.ts'
import type { ChainNames } from '../../db/schema/jobs.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { isConfigured } from '../../domain/models/model-keys.ts'
import type { Ctx } from '../context.ts'
import type { JobRow } from '../jobs/view-job.ts'

export type RouteRow = typeof modelRoutes.$inferSelect

export type Chains = { asr: RouteRow[]; mt: RouteRow[] }

export const namesOf = ({ asr, mt }: Chains): ChainNames => ({
  asr: asr.map(({ modelName }) => modelName),
  mt: mt.map(({ modelName }) => modelName),
})

/** Of `rows` those that are named, in that order. */
export function chainsOf(rows: readonly RouteRow[], names: ChainNames): Chains {
  const named = (task: ModelTask): RouteRow[] =>
    names[task].flatMap((name) => rows.filter((row) => row.task === task && row.modelName === name))
  return { asr: named('asr'), mt: named('mt') }
}

/**
 * The routes of a job that is under way: the chosen one, whether it is enabled still or not, then its fallbacks that
 * are enabled and have a key. `mt` is empty when no translation is wanted or its route has no key.
 */
export async function findChains(ctx: Ctx, job: Pick<JobRow, 'asrModel' | 'mtModel'>): Promise<Chains> {
  const rows = await ctx.db.select().from(modelRoutes)
  const canUse = (route: RouteRow): boolean => isConfigured(route, ctx.settings.modelKeys)

  function chain(task: ModelTask, name: string | null): RouteRow[] {
    const first = rows.find((row) => row.task === task && row.modelName === name)
    if (!first) return []
    const fallbacks = first.fallbacks.flatMap((other) => rows.filter((row) => row.modelName === other))
    return [first, ...fallbacks.filter((row) => row.task === task && row.enabled)].filter(canUse)
  }
  return { asr: chain('asr', job.asrModel), mt: chain('mt', job.mtModel) }
}
