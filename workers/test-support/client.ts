import { env, exports } from 'cloudflare:workers'
import type { Envelope } from '../contract/envelope.ts'
import type { SessionView } from '../contract/auth.ts'
import type { CreatedCodesView } from '../contract/admin.ts'

export type Answer<T> = Envelope<T> & { status: number; headers: Headers }

type Options = { method?: string; token?: string; json?: unknown; body?: BodyInit; headers?: Record<string, string> }

/** Sends a request through the whole Worker, as a client would. */
export function send(path: string, options: Options = {}): Promise<Response> {
  const { token, json, headers = {} } = options
  return exports.default.fetch(`http://worker.test${path}`, {
    method: options.method ?? (json === undefined && options.body === undefined ? 'GET' : 'POST'),
    headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    ...((json !== undefined || options.body !== undefined) && { body: options.body ?? JSON.stringify(json) }),
  })
}

/** The same for `/api/v2`, with the envelope unwrapped next to its status. */
export async function call<T = Record<string, unknown>>(path: string, options: Options = {}): Promise<Answer<T>> {
  const response = await send(`/api/v2${path}`, options)
  return { ...(await response.json<Envelope<T>>()), status: response.status, headers: response.headers }
}

let people = 0

/** A new learner with `credits` in the wallet. */
export async function newLearner(credits = 0): Promise<SessionView> {
  people += 1
  const { data } = await call<SessionView>('/auth/register', {
    json: { email: `learner-${people}-${crypto.randomUUID()}@example.com`, password: 'a good password' },
  })
  if (credits > 0) {
    const [code = ''] = await newCodes({ count: 1, credits })
    await call('/wallet/redeem', { token: data.token, json: { code, idempotencyKey: crypto.randomUUID() } })
  }
  return data
}

export async function newCodes(body: { count?: number; credits?: number } = {}): Promise<string[]> {
  const { data } = await admin<CreatedCodesView>('/redeem-codes', { json: body })
  return data.codes
}

export const admin = <T>(path: string, options: Options = {}): Promise<Answer<T>> =>
  call<T>(`/admin${path}`, { ...options, headers: { 'x-admin-token': env.ADMIN_API_TOKEN, ...options.headers } })
