import type { ExerciseListItem } from '../../../../workers/contract/exercises.ts'
import type { JobView } from '../../../../workers/contract/jobs.ts'

/** A line of the home list: a job with the practice it led to, or practice whose job is on no page loaded so far. */
export type Row = { key: string; createdAt: string; job: JobView | null; set: ExerciseListItem | null }

/**
 * Jobs and exercise sets come in two paged lists, both newest first; a learner sees one. Sets without a loaded job wait
 * until all jobs are loaded, else they would stand above jobs that are newer but not loaded yet.
 */
export function mergeRows(jobs: readonly JobView[], sets: readonly ExerciseListItem[], allJobsLoaded: boolean): Row[] {
  const setByJob = new Map(sets.map((set) => [set.jobId, set]))
  // A set's clips being cut again is worth a line only while it lasts, or when it did not work.
  const shown = jobs.filter(({ restoring, status }) => !restoring || (status !== 'succeeded' && status !== 'cancelled'))
  const rows: Row[] = shown.map((job) => ({
    key: job.jobId,
    createdAt: job.createdAt,
    job,
    set: setByJob.get(job.jobId) ?? null,
  }))
  if (allJobsLoaded) {
    const known = new Set(jobs.map((job) => job.jobId))
    for (const set of sets) {
      if (!known.has(set.jobId)) rows.push({ key: set.jobId, createdAt: set.createdAt, job: null, set })
    }
  }
  return rows.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
}
