import { describe, expect, test } from 'vitest'
import type { ModelsView } from '../../../../workers/contract/models.ts'
import { estimateCredits, unitPrices } from './price-hint.ts'

const models: ModelsView = {
  asr: [
    { modelName: 'small', task: 'asr', unit: 'second', costPerUnit: 0.1, multiplier: 1, isDefault: true },
    { modelName: 'large', task: 'asr', unit: 'second', costPerUnit: 0.25, multiplier: 2, isDefault: false },
  ],
  mt: [{ modelName: 'mt', task: 'mt', unit: 'sentence', costPerUnit: 2, multiplier: 1, isDefault: false }],
  limits: { maxVideoMinutes: 20, maxFormUploadBytes: 1, maxUploadBytes: 1 },
}

describe('the price hint', () => {
  test('follows the default until a model is picked', () => {
    expect(unitPrices(models, { asrModel: null, mtModel: null })).toEqual({ perMinute: 6, perSentence: null })
    expect(unitPrices(models, { asrModel: 'large', mtModel: 'mt' })).toEqual({ perMinute: 30, perSentence: 2 })
  })

  test('rounds up to whole credits', () => {
    expect(estimateCredits(models, { asrModel: null, mtModel: null }, 61)).toBe(7)
    expect(estimateCredits(models, { asrModel: null, mtModel: 'mt' }, 60)).toBe(6 + 18)
  })

  test('takes a price by characters for what a sentence of usual length costs', () => {
    const byText = { ...models, mt: models.mt.map((mt) => ({ ...mt, unit: 'thousand_characters' as const })) }
    expect(unitPrices(byText, { asrModel: null, mtModel: 'mt' }).perSentence).toBe(0.12)
    expect(estimateCredits(byText, { asrModel: null, mtModel: 'mt' }, 60)).toBe(6 + 2)
  })
})
