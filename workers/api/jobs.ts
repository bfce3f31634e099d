import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { answer } from '../http/answer.ts'
import { requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { readQuery } from '../http/validate.ts'
import { authenticate } from '../services/auth/authenticate.ts'
import { cancelJob } from '../services/jobs/cancel-job.ts'
import { describeJob } from '../services/jobs/describe-job.ts'
import { getJob } from '../services/jobs/get-job.ts'
import { listJobs } from '../services/jobs/list-jobs.ts'
import { retryJob } from '../services/jobs/retry-job.ts'
import { AppError } from '../contract/errors.ts'
import { bearerToken } from '../http/middleware.ts'
import { createJobRequest } from './create-job-request.ts'

/** A browser cannot set headers on a WebSocket: it offers its token as a sub-protocol. */
const socketToken = (protocols: string | undefined): string | null =>
  /(?:^|,)\s*bearer\.([\w.-]+)/.exec(protocols ?? '')?.[1] ?? null

export const jobRoutes = new Hono<AppEnv>()
  .get('/:jobId/events', async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
      throw new AppError('validation_failed', { fields: { upgrade: 'This address is a WebSocket.' } })
    }
    const ctx = c.get('ctx')
    const token = bearerToken(c.req.header('authorization')) ?? socketToken(c.req.header('sec-websocket-protocol'))
    const { userId } = await authenticate(ctx, token)
    const job = await getJob(ctx, userId, c.req.param('jobId'))
    return ctx.jobs.connect(job.id, c.req.raw)
  })
  .use(requireUser)
  .post('/', async (c) => answer(c, await createJobRequest(c), 202))
  .get('/', async (c) => answer(c, await listJobs(c.get('ctx'), c.get('caller').userId, readQuery(c, pageQuery))))
  .get('/:jobId', async (c) => {
    const ctx = c.get('ctx')
    return answer(c, await describeJob(ctx, await getJob(ctx, c.get('caller').userId, c.req.param('jobId'))))
  })
  .post('/:jobId/retry', async (c) =>
    answer(c, await retryJob(c.get('ctx'), c.get('caller').userId, c.req.param('jobId')), 202),
  )
  .post('/:jobId/cancel', async (c) =>
    answer(c, await cancelJob(c.get('ctx'), c.get('caller').userId, c.req.param('jobId'))),
  )
