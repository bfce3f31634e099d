import { isFieldProblemCode, type FieldProblem } from '../../../workers/contract/field-problems.ts'
import { ApiError } from '../lib/api-client.ts'
import { isNumber, isRecord } from '../lib/storage.ts'
import type { AdminWords } from './words/en.ts'

/**
 * The words for each field that the Worker refused; an item's field without the item, a list's without the place in it. What is
 * newer than this page, or has no name, reads as not being right.
 */
export function refusedFields(error: unknown, words: AdminWords): Record<string, string> {
  const details = error instanceof ApiError && isRecord(error.details) ? error.details : {}
  const { fields, problems } = details
  const known = isRecord(problems) ? problems : {}
  return Object.fromEntries(
    Object.keys(isRecord(fields) ? fields : {}).map((name) => {
      const { code, limit } = readProblem(known[name])
      return [name.replace(/^items\.\d+\./u, '').replace(/\.\d+$/u, ''), words.refused[code](String(limit ?? ''))]
    }),
  )
}

function readProblem(value: unknown): FieldProblem {
  if (!isRecord(value) || !isFieldProblemCode(value['code'])) return { code: 'malformed' }
  return { code: value['code'], ...(isNumber(value['limit']) && { limit: value['limit'] }) }
}
