import type { ModelChoice, ModelsView } from '../../contract/models.ts'
import type { Ctx } from '../context.ts'
import { listRoutes } from './list-routes.ts'

/** What a learner can choose from now, with prices and the limits of a job. */
export async function listChoices(ctx: Ctx): Promise<ModelsView> {
  const { settings } = ctx
  const choices: ModelChoice[] = (await listRoutes(ctx))
    .filter((route) => route.enabled && route.configured)
    .map(({ modelName, task, unit, costPerUnit, multiplier }) => ({
      modelName,
      task,
      unit,
      costPerUnit,
      multiplier,
      isDefault: modelName === (task === 'asr' ? settings.defaultAsrModel : settings.defaultMtModel),
    }))
  return {
    asr: choices.filter((choice) => choice.task === 'asr'),
    mt: choices.filter((choice) => choice.task === 'mt'),
    limits: {
      maxVideoMinutes: settings.maxDurationMs / 60_000,
      maxFormUploadBytes: settings.maxFormUploadBytes,
      maxUploadBytes: settings.maxUploadBytes,
    },
  }
}
