import type { FieldProblemCode } from '../../../../workers/contract/field-problems.ts'

/** What is wrong with a field; `limit` is the least or the most that is taken. */
export type RefusedWords = Record<FieldProblemCode, (limit: string) => string>

export const refusedEn: RefusedWords = {
  missing: () => 'Please fill this in.',
  malformed: () => 'This is not written as it should be.',
  not_whole: () => 'A whole number.',
  too_small: (least) => `At least ${least}.`,
  too_large: (most) => `At most ${most}.`,
  too_short: (least) => `At least ${least} characters.`,
  too_long: (most) => `At most ${most} characters.`,
  too_few: (least) => `At least ${least}, separated by commas.`,
  too_many: (most) => `At most ${most}.`,
  too_precise: (most) => `At most ${most} decimals.`,
  unit_of_other_task: () => 'Recognition is priced by second, translation by sentence or by characters.',
  embedded_only_recognises: () => 'The embedded provider only recognises.',
  embedded_has_one_model: () => 'The embedded model is moonshine-base.',
  embedded_has_no_address: () => 'The embedded model has no address: leave this empty.',
  embedded_has_no_fallback: () => 'Nothing takes over from the embedded model: leave this empty.',
  not_of_dashscope: () => 'Begins with paraformer- or qwen3-asr-flash for recognition, with qwen-mt- for translation.',
  not_of_workers_ai: () => 'Workers AI models begin with @cf/.',
  workers_ai_needs_address: () => 'Wanted: https://api.cloudflare.com/client/v4/accounts/<id>/ai.',
  name_twice: () => 'A name comes twice.',
  own_fallback: () => 'A model cannot take over from itself.',
  fallback_of_other_task: () => 'Every name must be a model of the same task.',
}
