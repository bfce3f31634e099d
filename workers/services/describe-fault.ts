import { DrizzleQueryError } from 'drizzle-orm'

/** What a log may say of an exception: where and why, but never the parameters of a query, which can be people's words. */
export function describeFault(error: unknown): string {
  if (error instanceof DrizzleQueryError) return `${describeFault(error.cause)}\nin query: ${error.query}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
