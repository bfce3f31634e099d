import type { JobView } from '../../contract/jobs.ts'
import type { Ctx } from '../context.ts'
import { findPlaces } from '../line/find-places.ts'
import { type JobRow, viewJob } from './view-job.ts'

/** What a learner is told of a job, its place in line included. */
export async function describeJob(ctx: Ctx, row: JobRow): Promise<JobView> {
  return viewJob(row, (await findPlaces(ctx, [row])).get(row.id) ?? null)
}
