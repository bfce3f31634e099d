import { type SQL, sql } from 'drizzle-orm'
import type { RouteRow } from './find-chains.ts'

/**
 * The condition under which a change of routes may be written: all that it was checked against are as they were read. A
 * change of a route always gives it another `updated_at`.
 */
export const areAsRead = (routes: readonly RouteRow[]): SQL => sql`(
  SELECT COUNT(*) FROM json_each(${JSON.stringify(routes.map(({ modelName, updatedAt }) => [modelName, updatedAt]))}) AS seen
  JOIN model_routes AS found ON found.model_name = seen.value ->> 0 AND found.updated_at = seen.value ->> 1
) = ${routes.length}`

/** Admins change routes by hand, so they seldom do so between a read and a write. */
const MAX_LOOKS = 20

/** Reads, checks and writes again while `write` says that its routes were no longer as it had read them: null. */
export async function untilWritten<T>(write: () => Promise<T | null>): Promise<T> {
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    const written = await write()
    if (written !== null) return written
  }
  throw new Error('model routes do not hold still')
}
