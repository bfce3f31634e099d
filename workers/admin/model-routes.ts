import { Hono } from 'hono'
import { createRouteBody, patchRoutesBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { createRoute } from '../services/model-routes/create-route.ts'
import { listRoutes } from '../services/model-routes/list-routes.ts'
import { patchRoutes } from '../services/model-routes/patch-routes.ts'

export const modelRouteRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, { items: await listRoutes(c.get('ctx')) }))
  .post('/', async (c) => answer(c, await createRoute(c.get('ctx'), await readJson(c, createRouteBody)), 201))
  .patch('/', async (c) => answer(c, { items: await patchRoutes(c.get('ctx'), await readJson(c, patchRoutesBody)) }))
