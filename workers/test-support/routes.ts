import { expect } from 'vitest'
import type { ModelRouteView } from '../contract/admin.ts'
import { admin, type Answer } from './client.ts'

export type Routes = { items: ModelRouteView[] }

/** Where the deployment under test has a key for (vitest.config.ts). */
export const MODEL_SERVER = 'https://models.example/v1'

export const listedRoutes = async (): Promise<ModelRouteView[]> => (await admin<Routes>('/model-routes')).data.items

export const patchRoutes = (items: unknown): Promise<Answer<Routes>> =>
  admin<Routes>('/model-routes', { method: 'PATCH', json: { items } })

let made = 0

/** A new route that can be used, its name; its price is what `fields` say, else 2 a sentence. */
export async function newRoute(fields: object = {}): Promise<string> {
  const modelName = `route-${(made += 1)}`
  const route = { task: 'mt', unit: 'sentence', costPerUnit: 2, providerModel: 'a-model', enabled: true }
  const answer = await admin('/model-routes', {
    json: { modelName, provider: 'openai-compatible', baseUrl: MODEL_SERVER, ...route, ...fields },
  })
  expect(answer).toMatchObject({ status: 201, code: 'ok' })
  return modelName
}
