import { Hono } from 'hono'
import { refundBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { refund } from '../services/wallet/refund.ts'

export const adminJobRoutes = new Hono<AppEnv>().post('/:jobId/refund', async (c) =>
  answer(c, await refund(c.get('ctx'), c.req.param('jobId'), await readJson(c, refundBody))),
)
