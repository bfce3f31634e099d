import { JOB_ERRORS } from '../../contract/errors.ts'
import type { JobView } from '../../contract/jobs.ts'
import type { jobs } from '../../db/schema/jobs.ts'
import { isoTime } from '../context.ts'

export type JobRow = typeof jobs.$inferSelect

/** @param place in line for a runner, from 1 */
export const viewJob = (row: JobRow, place: number | null): JobView => ({
  jobId: row.id,
  title: row.title,
  status: row.status,
  stage: row.stage,
  progressPercent: row.progressPercent,
  queuePosition: place,
  errorCode: row.errorCode,
  errorMessage: row.errorCode && JOB_ERRORS[row.errorCode],
  exerciseSetId: row.exerciseSetId,
  restoring: row.restoresSetId !== null,
  readyItems: row.readyItems,
  quote: row.quote,
  createdAt: isoTime(row.createdAt),
  updatedAt: isoTime(row.updatedAt),
})
