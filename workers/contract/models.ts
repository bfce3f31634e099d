import type { ModelTask, PriceUnit } from './model-routes.ts'

/** `GET /models`: the routes a learner can choose from, with their prices, so that the site can show a price early. */
export type ModelChoice = {
  modelName: string
  task: ModelTask
  unit: PriceUnit
  costPerUnit: number
  multiplier: number
  isDefault: boolean
}

export type ModelsView = {
  asr: ModelChoice[]
  mt: ModelChoice[]
  limits: { maxVideoMinutes: number; maxFormUploadBytes: number; maxUploadBytes: number }
}
