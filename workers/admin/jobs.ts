import { type Context, Hono } from 'hono'
import { refundBody } from '../contract/admin.ts'
import type { AuditAction } from '../contract/admin-access.ts'
import { adminJobsQuery } from '../contract/admin-lists.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson, readQuery } from '../http/validate.ts'
import { cancelJob } from '../services/jobs/cancel-job.ts'
import { getAnyJob } from '../services/jobs/get-any-job.ts'
import { listAllJobs } from '../services/jobs/list-all-jobs.ts'
import { retryJob } from '../services/jobs/retry-job.ts'
import { refund } from '../services/wallet/refund.ts'

export const adminJobRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, await listAllJobs(c.get('ctx'), readQuery(c, adminJobsQuery))))
  .get('/:jobId', async (c) => answer(c, await getAnyJob(c.get('ctx'), c.req.param('jobId'))))
  .post('/:jobId/refund', async (c) => {
    const body = await readJson(c, refundBody)
    const run = (jobId: string) => refund(c.get('ctx'), jobId, body, c.get('admin').name)
    return change(c, 'job.refund', run, (result) => ({ ...result, credits: body.credits, reason: body.reason }))
  })
  .post('/:jobId/retry', (c) => change(c, 'job.retry', (jobId, userId) => retryJob(c.get('ctx'), userId, jobId)))
  .post('/:jobId/cancel', (c) => change(c, 'job.cancel', (jobId, userId) => cancelJob(c.get('ctx'), userId, jobId)))

/** Does in the name of an admin what the job’s own learner could. */
async function change<T>(
  c: Context<AppEnv>,
  action: AuditAction,
  run: (jobId: string, userId: string) => Promise<T>,
  after?: (result: T) => unknown,
): Promise<Response> {
  const jobId = c.req.param('jobId') ?? ''
  const { userId } = await getAnyJob(c.get('ctx'), jobId)
  const look = async () => {
    const { status, stage, errorCode, readyItems } = await getAnyJob(c.get('ctx'), jobId)
    return { status, stage, errorCode, readyItems }
  }
  const result = await audited(c, {
    action,
    target: jobId,
    look,
    run: () => run(jobId, userId),
    ...(after && { after }),
  })
  return answer(c, result)
}
