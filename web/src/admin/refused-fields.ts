import { ApiError } from '../lib/api-client.ts'
import { isRecord, isString } from '../lib/storage.ts'

/** A sentence per field that the Worker refused; an item's field without the item. */
export function refusedFields(error: unknown): Record<string, string> {
  const details = error instanceof ApiError ? error.details : null
  const fields = isRecord(details) ? details['fields'] : null
  if (!isRecord(fields)) return {}
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, why]) => (isString(why) ? [[name.replace(/^items\.\d+\./u, ''), why]] : [])),
  )
}
