import { Hono } from 'hono'
import { adjustBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { adjust } from '../services/wallet/adjust.ts'

export const learnerRoutes = new Hono<AppEnv>().post('/:userId/adjust', async (c) =>
  answer(c, await adjust(c.get('ctx'), c.req.param('userId'), await readJson(c, adjustBody))),
)
