import type { ModelChoice, ModelsView } from '../../../../workers/contract/models.ts'

/** What the learner picked; null follows the deployment's default, and for translation may mean none. */
export type Choice = { asrModel: string | null; mtModel: string | null }

/** Spoken English has about this many sentences a minute; only for a guess before the real quote exists. */
const SENTENCES_PER_MINUTE = 9

function picked(choices: readonly ModelChoice[], name: string | null): ModelChoice | null {
  return choices.find((choice) => (name === null ? choice.isDefault : choice.modelName === name)) ?? null
}

/** A sentence of a film or a talk has about so many characters; for a guess as well. */
const CHARACTERS_PER_SENTENCE = 60

export function pricePerUnit(choice: ModelChoice): number {
  return Math.round(choice.costPerUnit * choice.multiplier * 1e6) / 1e6
}

const pricePerSentence = (mt: ModelChoice): number =>
  mt.unit === 'thousand_characters' ? (pricePerUnit(mt) * CHARACTERS_PER_SENTENCE) / 1000 : pricePerUnit(mt)

/** Credits for a minute of recording and for a translated sentence; the latter null without translation. */
export function unitPrices(models: ModelsView, choice: Choice): { perMinute: number; perSentence: number | null } {
  const asr = picked(models.asr, choice.asrModel)
  const mt = picked(models.mt, choice.mtModel)
  return {
    perMinute: asr === null ? 0 : Math.round(pricePerUnit(asr) * 60 * 100) / 100,
    perSentence: mt === null ? null : Math.round(pricePerSentence(mt) * 100) / 100,
  }
}

/** A guess in whole credits for a recording of `seconds`, rounded up as the real price is. */
export function estimateCredits(models: ModelsView, choice: Choice, seconds: number): number {
  const asr = picked(models.asr, choice.asrModel)
  const mt = picked(models.mt, choice.mtModel)
  const speech = asr === null ? 0 : seconds * pricePerUnit(asr)
  const sentences = mt === null ? 0 : Math.ceil((seconds / 60) * SENTENCES_PER_MINUTE) * pricePerSentence(mt)
  return Math.ceil(speech + sentences)
}
