import { env } from 'cloudflare:workers'
import type { AdminRole, AdminSessionView, CreatedAdminView } from '../contract/admin-access.ts'
import type { Envelope } from '../contract/envelope.ts'
import { admin, type Answer, send } from './client.ts'

export const ORIGIN = 'http://worker.test'

export type Page = { cookie: string; session: AdminSessionView; setCookie: string }

/** Signs in as the page does. */
export async function signIn(token: string = env.ADMIN_API_TOKEN): Promise<Page> {
  const response = await send('/api/v2/admin/session', { json: { token }, headers: { origin: ORIGIN } })
  const setCookie = response.headers.get('set-cookie') ?? ''
  const { data } = await response.json<Envelope<AdminSessionView>>()
  return { cookie: setCookie.split(';')[0] ?? '', session: data, setCookie }
}

/** A call of the page: its cookie, origin and CSRF token, unless `headers` say otherwise (an empty one is left out). */
export async function pageCall<T = Record<string, unknown>>(
  page: Page,
  path: string,
  options: { method?: string; json?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer<T>> {
  const headers = { cookie: page.cookie, origin: ORIGIN, 'x-csrf-token': page.session.csrfToken, ...options.headers }
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const response = await send(`/api/v2/admin${path}`, { ...options, headers: sent })
  return { ...(await response.json<Envelope<T>>()), status: response.status, headers: response.headers }
}

let named = 0

/** A new admin of that role, signed in. */
export async function newAdmin(role: AdminRole): Promise<{ made: CreatedAdminView; page: Page }> {
  const { data } = await admin<CreatedAdminView>('/admins', { json: { name: `${role}-${(named += 1)}`, role } })
  return { made: data, page: await signIn(data.token) }
}
