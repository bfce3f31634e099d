import type {
  CreateCodesBody,
  CreatedCodesView,
  ModelRouteView,
  PatchRoutesBody,
} from '../../../../workers/contract/admin.ts'
import { call } from '../api-client.ts'

const admin = (token: string) => ({ anonymous: true, headers: { 'x-admin-token': token } })

export function createCodes(token: string, json: CreateCodesBody): Promise<CreatedCodesView> {
  return call('/admin/redeem-codes', { ...admin(token), method: 'POST', json })
}

export async function listRoutes(token: string): Promise<ModelRouteView[]> {
  const { items } = await call<{ items: ModelRouteView[] }>('/admin/model-routes', admin(token))
  return items
}

export async function patchRoutes(token: string, json: PatchRoutesBody): Promise<ModelRouteView[]> {
  const { items } = await call<{ items: ModelRouteView[] }>('/admin/model-routes', {
    ...admin(token),
    method: 'PATCH',
    json,
  })
  return items
}
