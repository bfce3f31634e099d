import { type Context, Hono } from 'hono'
import { createRouteBody, type ModelRouteView, patchRoutesBody, trialBody } from '../contract/admin.ts'
import { MAX_TRIAL_BYTES } from '../contract/model-kinds.ts'
import { answer } from '../http/answer.ts'
import { audited } from '../http/audited.ts'
import { requireRole } from '../http/require-admin.ts'
import type { AppEnv } from '../http/types.ts'
import { readBlob, readJson } from '../http/validate.ts'
import { createRoute } from '../services/model-routes/create-route.ts'
import { deleteRoute } from '../services/model-routes/delete-route.ts'
import { listRoutes } from '../services/model-routes/list-routes.ts'
import { patchRoutes } from '../services/model-routes/patch-routes.ts'
import { findRoute, tryRoute } from '../services/model-routes/try-route.ts'

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
  .delete('/:modelName', requireRole('owner'), async (c) => {
    const modelName = c.req.param('modelName')
    const gone = await audited(c, {
      action: 'route.delete',
      target: modelName.slice(0, 200),
      look: async () => (await settingsOf(c, [modelName]))[0] ?? null,
      run: () => deleteRoute(c.get('ctx'), modelName),
      after: () => null,
    })
    return answer(c, gone)
  })
  .post('/:modelName/transcribe', async (c) => {
    const route = await findRoute(c.get('ctx'), c.req.param('modelName'), 'asr')
    const file = await readBlob(c, MAX_TRIAL_BYTES)
    return answer(c, await tryRoute(c.get('ctx'), route, { file }))
  })
  .post('/:modelName/translate', async (c) => {
    const route = await findRoute(c.get('ctx'), c.req.param('modelName'), 'mt')
    return answer(c, await tryRoute(c.get('ctx'), route, await readJson(c, trialBody)))
  })
