import { UNATTENDED_HEADER } from '../../../../workers/contract/admin-headers.ts'
import type {
  AdminSessionView,
  AdminView,
  AuditView,
  CreateAdminBody,
  CreatedAdminView,
} from '../../../../workers/contract/admin-access.ts'
import type {
  AdjustBody,
  CreateCodesBody,
  CreatedCodesView,
  CreateRouteBody,
  LedgerCheckView,
  ModelRouteView,
  PatchRoutesBody,
  RefundBody,
  TrialView,
} from '../../../../workers/contract/admin.ts'
import type {
  AdminJobDetailView,
  AdminJobView,
  AdminLedgerEntryView,
  CodeView,
  LearnerView,
  NumbersView,
} from '../../../../workers/contract/admin-lists.ts'
import type { DisputeView, SettleInput, ShiftedEdges } from '../../../../workers/contract/disputes.ts'
import type { Page } from '../../../../workers/contract/envelope.ts'
import type { JobView } from '../../../../workers/contract/jobs.ts'
import { call, type CallOptions } from '../api-client.ts'
import { watchUse } from '../watch-use.ts'

/** The cookie says who it is; a page on another site could have the browser send it, but does not know this. */
let csrfToken = ''

const wasUsed = watchUse(window)

async function admin<T>(path: string, options: CallOptions = {}): Promise<T> {
  return call(`/admin${path}`, {
    ...options,
    anonymous: true,
    headers: {
      ...(!wasUsed() && { [UNATTENDED_HEADER]: '1' }),
      ...(options.method !== undefined && { 'x-csrf-token': csrfToken }),
    },
  })
}

const post = <T>(path: string, json: unknown = {}): Promise<T> => admin(path, { method: 'POST', json })

async function remember(session: Promise<AdminSessionView>): Promise<AdminSessionView> {
  const view = await session
  ;({ csrfToken } = view)
  return view
}

export const findSession = (): Promise<AdminSessionView> => remember(admin('/session'))
export const signIn = (token: string): Promise<AdminSessionView> => remember(post('/session', { token }))
export const signOut = (): Promise<unknown> => admin('/session', { method: 'DELETE' })

/** Rows of one list: `path` with the filters in `query`, the empty ones left out. */
export function listPage<T>(path: string, query: Record<string, string>, cursor: string | null): Promise<Page<T>> {
  const given = Object.entries({ ...query, limit: '50', cursor: cursor ?? '' }).filter(([, value]) => value !== '')
  return admin(`${path}?${new URLSearchParams(given)}`)
}

export const createCodes = (json: CreateCodesBody): Promise<CreatedCodesView> => post('/redeem-codes', json)
export const revokeCode = (id: string): Promise<{ revoked: number }> => post(`/redeem-codes/${id}/revoke`)
export const revokeBatch = (id: string): Promise<{ revoked: number }> => post(`/redeem-codes/batches/${id}/revoke`)

export const getLearner = (id: string): Promise<LearnerView> => admin(`/learners/${id}`)
export const adjust = (id: string, json: AdjustBody): Promise<unknown> => post(`/learners/${id}/adjust`, json)
export const disableLearner = (id: string, disabled: boolean, reason: string): Promise<LearnerView> =>
  post(`/learners/${id}/disable`, { disabled, reason })
export const eraseLearner = (id: string, email: string): Promise<unknown> => post(`/learners/${id}/erase`, { email })

export const getJob = (id: string): Promise<AdminJobDetailView> => admin(`/jobs/${id}`)
export const retryJob = (id: string): Promise<JobView> => post(`/jobs/${id}/retry`)
export const refundJob = (id: string, json: RefundBody): Promise<unknown> => post(`/jobs/${id}/refund`, json)
export const cancelJob = (id: string): Promise<JobView> => post(`/jobs/${id}/cancel`)

export const resendDeadLetter = (id: string): Promise<unknown> => post(`/dead-letters/${id}/resend`)

export const settleDispute = (id: string, json: SettleInput): Promise<unknown> => post(`/disputes/${id}/settle`, json)

/** Where a clipped sentence is heard with its edges moved. */
export function disputeClipPath(id: string, shifts: ShiftedEdges): string {
  const query = Object.entries(shifts).map(([name, value]) => [name, String(value)])
  return `/api/v2/admin/disputes/${id}/clip?${new URLSearchParams(query)}`
}

export async function listRoutes(): Promise<ModelRouteView[]> {
  return (await admin<{ items: ModelRouteView[] }>('/model-routes')).items
}
/** All routes, as they are then. */
export async function patchRoutes(json: PatchRoutesBody): Promise<ModelRouteView[]> {
  return (await admin<{ items: ModelRouteView[] }>('/model-routes', { method: 'PATCH', json })).items
}

export const createRoute = (json: CreateRouteBody): Promise<ModelRouteView> => post('/model-routes', json)
const routePath = (modelName: string): string => `/model-routes/${encodeURIComponent(modelName)}`
export const deleteRoute = (modelName: string): Promise<unknown> => admin(routePath(modelName), { method: 'DELETE' })
export const tryRecognition = (modelName: string, body: Blob): Promise<TrialView> =>
  admin(`${routePath(modelName)}/transcribe`, { method: 'POST', body })
export const tryTranslation = (modelName: string, text: string): Promise<TrialView> =>
  post(`${routePath(modelName)}/translate`, { text })

export const getNumbers = (): Promise<NumbersView> => admin('/numbers')
export const checkLedger = (): Promise<LedgerCheckView> => admin('/ledger/check')

export async function listAdmins(): Promise<AdminView[]> {
  return (await admin<{ items: AdminView[] }>('/admins')).items
}
export const createAdmin = (json: CreateAdminBody): Promise<CreatedAdminView> => post('/admins', json)
export const removeAdmin = (id: string): Promise<unknown> => admin(`/admins/${id}`, { method: 'DELETE' })

export type { AdminJobView, AdminLedgerEntryView, AuditView, CodeView, DisputeView, LearnerView }
