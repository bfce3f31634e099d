import { sql } from 'drizzle-orm'

/**
 * Whether job `jobs` may begin a run: the routes it names are there, do that task and are enabled. A condition of the
 * statement that makes the job or its run, because a route may be disabled or deleted after it was chosen; deleting counts
 * the jobs that have not ended, so of the two at once one is refused. Clips are cut anew without a model, by one job at a
 * time for each set.
 */
export const MAY_BEGIN = sql`CASE WHEN jobs.restores_set_id IS NULL
  THEN EXISTS (SELECT 1 FROM model_routes r WHERE r.model_name = jobs.asr_model AND r.task = 'asr' AND r.enabled)
    AND (jobs.mt_model IS NULL
      OR EXISTS (SELECT 1 FROM model_routes r WHERE r.model_name = jobs.mt_model AND r.task = 'mt' AND r.enabled))
  ELSE NOT EXISTS (
    SELECT 1 FROM jobs other
    WHERE other.restores_set_id = jobs.restores_set_id AND other.id <> jobs.id AND other.status IN ('queued', 'running'))
  END`
