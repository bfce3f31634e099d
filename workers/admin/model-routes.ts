import { type Context, Hono } from 'hono'
import { createRouteBody, type ModelRouteView, patchRoutesBody } from '../contract/admin.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import { requireRole } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { readJson } from '../http/validate.ts'
import { createRoute } from '../services/model-routes/create-route.ts'
import { listRoutes } from '../services/model-routes/list-routes.ts'
import { patchRoutes } from '../services/model-routes/patch-routes.ts'

/** The settings of the named routes, for the log. */
async function settingsOf(c: Context<AppEnv>, names: readonly string[]): Promise<Partial<ModelRouteView>[]> {
  const routes = await listRoutes(c.get('ctx'))
  return routes
    .filter(({ modelName }) => names.includes(modelName))
    .map(({ health: _health, configured: _configured, updatedAt: _updatedAt, ...settings }) => settings)
}

export const modelRouteRoutes = new Hono<AppEnv>()
  .get('/', async (c) => answer(c, { items: await listRoutes(c.get('ctx')) }))
  .post('/', requireRole('owner'), async (c) => {
    const body = await readJson(c, createRouteBody)
    const run = () => createRoute(c.get('ctx'), body)
    const made = await audited(c, { action: 'route.create', target: body.modelName, run, after: () => body })
    return answer(c, made, 201)
  })
  .patch('/', requireRole('owner'), async (c) => {
    const body = await readJson(c, patchRoutesBody)
    const names = body.items.map(({ modelName }) => modelName)
    const items = await audited(c, {
      action: 'route.change',
      target: names.join(', ').slice(0, 200),
      look: () => settingsOf(c, names),
      run: () => patchRoutes(c.get('ctx'), body),
    })
    return answer(c, { items })
  })
