import { Hono } from 'hono'
import { patchRoutesBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { listRoutes } from '../services/model-routes/list-routes.ts'
import { patchRoutes } from '../services/model-routes/patch-routes.ts'

export const modelRouteRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, { items: await listRoutes(c.get('ctx')) }))
  .patch('/', async (c) => answer(c, { items: await patchRoutes(c.get('ctx'), await readJson(c, patchRoutesBody)) }))
