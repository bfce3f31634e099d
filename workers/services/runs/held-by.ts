import { sql, type SQL } from 'drizzle-orm'

/** A job as one runner holds it. */
export type Lease = { jobId: string; lease: number }

/**
 * The condition under which a runner's word may change anything: the job has not ended and nobody was given it since,
 * nor is it a new run. The job's object has said so already, but what it set going may reach the database after its successor.
 */
export const heldBy = ({ jobId, lease }: Lease): SQL =>
  sql`jobs.id = ${jobId} AND jobs.lease = ${lease} AND jobs.status IN ('queued', 'running')`
