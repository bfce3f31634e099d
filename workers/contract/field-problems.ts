/**
 * What can be wrong with a field of a request, as data, so that the site says it in its own words: a refused request has
 * `fields` with a sentence per field for developers, and `problems` with one of these per field. No zod here (see roles.ts).
 */
const GENERAL_PROBLEMS = [
  'missing',
  /** Of another type, or of another form (an address, a name). */
  'malformed',
  'not_whole',
  /** `limit` is the least that is taken, or the most: of a number, of characters, of entries in a list. */
  'too_small',
  'too_large',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  /** `limit` is how many decimals are taken. */
  'too_precise',
] as const

/** Fields of a model route that do not fit the others, with the sentence developers see. */
export const ROUTE_PROBLEMS = {
  unit_of_other_task: 'Recognition is priced by second, translation by sentence or thousand_characters.',
  embedded_only_recognises: 'The embedded provider only recognises.',
  embedded_has_one_model: 'The embedded model is moonshine-base.',
  embedded_has_no_address: 'The embedded model has no address.',
  embedded_has_no_fallback: 'Nothing takes over from the embedded model.',
  not_of_dashscope: 'Known are paraformer-… and qwen3-asr-flash… for recognition, qwen-mt-… for translation.',
  not_of_workers_ai: 'Workers AI models begin with @cf/.',
  workers_ai_needs_address: 'Wanted: https://api.cloudflare.com/client/v4/accounts/<id>/ai.',
  name_twice: 'A name comes twice.',
  own_fallback: 'A route cannot take over from itself.',
  fallback_of_other_task: 'Every name must be a route of the same task.',
} as const satisfies Record<string, string>

export type RouteProblem = keyof typeof ROUTE_PROBLEMS
export type FieldProblemCode = (typeof GENERAL_PROBLEMS)[number] | RouteProblem
export type FieldProblem = { code: FieldProblemCode; limit?: number }

const CODES: ReadonlySet<unknown> = new Set([...GENERAL_PROBLEMS, ...Object.keys(ROUTE_PROBLEMS)])
/** False also for a code that is newer than this. */
export const isFieldProblemCode = (value: unknown): value is FieldProblemCode => CODES.has(value)
