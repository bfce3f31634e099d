import { inArray } from 'drizzle-orm'
import { AppError } from '../../contract/errors.ts'
import { modelRoutes } from '../../db/schema/model-routes.ts'
import { isConfigured } from '../../domain/models/model-keys.ts'
import type { Ctx } from '../context.ts'

type Route = typeof modelRoutes.$inferSelect
export type ChosenRoutes = { asr: Route; mt: Route | null }
/** Names of routes. Absent: the deployment's default; null: no translation. */
export type WantedRoutes = { asrModel?: string | undefined; mtModel?: string | null | undefined }

/**
 * The routes a job will use.
 * Recognition must be possible. A translation route whose provider has no key is accepted and passed over, so that
 * practice works without it: `mt` is null then.
 * @throws AppError asr_model_disabled, mt_model_disabled for unknown and disabled names
 */
export async function chooseRoutes(ctx: Ctx, wanted: WantedRoutes): Promise<ChosenRoutes> {
  const asrName = wanted.asrModel ?? ctx.settings.defaultAsrModel
  const mtName = wanted.mtModel === undefined ? ctx.settings.defaultMtModel : wanted.mtModel
  const rows = await ctx.db
    .select()
    .from(modelRoutes)
    .where(inArray(modelRoutes.modelName, mtName === null ? [asrName] : [asrName, mtName]))

  const asr = rows.find((row) => row.modelName === asrName && row.task === 'asr')
  if (!asr?.enabled || !isConfigured(asr, ctx.settings.modelKeys))
    throw new AppError('asr_model_disabled', { model: asrName })
  if (mtName === null) return { asr, mt: null }
  const mt = rows.find((row) => row.modelName === mtName && row.task === 'mt')
  if (!mt?.enabled) throw new AppError('mt_model_disabled', { model: mtName })
  return { asr, mt: isConfigured(mt, ctx.settings.modelKeys) ? mt : null }
}
