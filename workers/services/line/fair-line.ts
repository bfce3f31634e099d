import { sql } from 'drizzle-orm'

/**
 * Rows `id, user_id, place` of the jobs that wait for a free runner, in fair order: everybody's first, then everybody's
 * second, and so on; what a person has running counts as had. Within a person what is half done goes first, then who waited
 * longest. `place` counts from 1.
 */
export const FAIR_LINE = sql`
  WITH running AS (SELECT user_id, COUNT(*) AS jobs FROM jobs WHERE status = 'running' GROUP BY user_id),
  waiting AS (
    SELECT j.id, j.user_id, j.waiting_since, COALESCE(r.jobs, 0)
      + ROW_NUMBER() OVER (PARTITION BY j.user_id ORDER BY j.ready_items = 0, j.waiting_since, j.id) AS turn
    FROM jobs j LEFT JOIN running r ON r.user_id = j.user_id
    WHERE j.status = 'queued' AND j.waiting_since IS NOT NULL)
  SELECT id, user_id, ROW_NUMBER() OVER (ORDER BY turn, waiting_since, id) AS place FROM waiting`
