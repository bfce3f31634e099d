import type { z } from 'zod'
import { type FieldProblem, type FieldProblemCode, isFieldProblemCode } from '../contract/field-problems.ts'

type Issue = z.core.$ZodIssue

const TOO_LITTLE: Record<string, FieldProblemCode> = { string: 'too_short', array: 'too_few', set: 'too_few' }
const TOO_MUCH: Record<string, FieldProblemCode> = { string: 'too_long', array: 'too_many', set: 'too_many' }

/** What zod has against a field, in the codes that the site has words for. @param value what was parsed, as a whole */
export function fieldProblem(issue: Issue, value: unknown): FieldProblem {
  if (isMissing(issue, value)) return { code: 'missing' }
  switch (issue.code) {
    case 'too_small':
      return { code: TOO_LITTLE[issue.origin] ?? 'too_small', limit: Number(issue.minimum) }
    case 'too_big':
      return { code: TOO_MUCH[issue.origin] ?? 'too_large', limit: Number(issue.maximum) }
    case 'invalid_type':
      return { code: issue.expected === 'int' ? 'not_whole' : 'malformed' }
    case 'custom': {
      // A rule of the contract's own may say which it is.
      const { code, limit } = issue.params ?? {}
      if (!isFieldProblemCode(code)) return { code: 'malformed' }
      return { code, ...(typeof limit === 'number' && { limit }) }
    }
    default:
      return { code: 'malformed' }
  }
}

/** Absent, null, or blank where some text is wanted. */
function isMissing(issue: Issue, value: unknown): boolean {
  let at: unknown = value
  for (const key of issue.path) at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined
  return at === undefined || at === null || (issue.code === 'too_small' && typeof at === 'string' && at.trim() === '')
}
