import { Hono } from 'hono'
import { pageQuery } from '../contract/common.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readQuery } from '../http/validate.ts'
import { listDisputes } from '../services/disputes/list-disputes.ts'

export const disputeRoutes = new Hono<AppEnv>().get('/', async (c) =>
  answer(c, await listDisputes(c.get('ctx'), readQuery(c, pageQuery))),
)
