import { Hono } from 'hono'
import { answer } from '../http/answer.ts'
import { requireUser } from '../http/middleware.ts'
import type { AppEnv } from '../http/types.ts'
import { listChoices } from '../services/model-routes/list-choices.ts'

export const modelRoutes = new Hono<AppEnv>()
  .use(requireUser)
  .get('/', async (c) => answer(c, await listChoices(c.get('ctx'))))
