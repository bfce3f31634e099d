import type { Envelope } from '../../../workers/contract/envelope.ts'
import type { ErrorCode } from '../../../workers/contract/errors.ts'
import { currentToken, expireToken } from './session.ts'
import { isRecord, isString } from './storage.ts'

/** Codes that arise in the browser: no answer came, or what came was not one of ours (a proxy's page, say). */
export type LocalErrorCode = 'network_error' | 'bad_answer'
export type AnyErrorCode = ErrorCode | LocalErrorCode

export class ApiError extends Error {
  readonly code: AnyErrorCode
  readonly status: number
  readonly requestId: string | null
  /** What the answer says beside its code. */
  readonly details: unknown

  constructor(code: AnyErrorCode, status: number, requestId: string | null, details: unknown = null) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.status = status
    this.requestId = requestId
    this.details = details
  }
}

/** The site can be hosted apart from its API; empty means the page's own origin. */
const API_ORIGIN: string = (import.meta.env.VITE_API_ORIGIN ?? '').replace(/\/$/u, '')

/** Absolute address of a path such as `/api/v2/jobs` or of an `audioUrl`. */
export function apiUrl(path: string): string {
  return `${API_ORIGIN}${path}`
}

export function socketUrl(path: string): string {
  return new URL(path, API_ORIGIN || window.location.origin).href.replace(/^http/u, 'ws')
}

function isEnvelope(value: unknown): value is Envelope<unknown> {
  return isRecord(value) && isString(value.code) && isString(value.requestId) && 'data' in value
}

/**
 * The data inside an answer's envelope. Throws ApiError for every other answer; a refused token also ends the session.
 * `sentToken` is what the call carried, null for calls without one.
 */
export function unwrap<T>(status: number, text: string, sentToken: string | null): T {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ApiError('bad_answer', status, null)
  }
  if (!isEnvelope(body)) throw new ApiError('bad_answer', status, null)
  if (body.code === 'ok') return body.data as T
  if (sentToken !== null && (body.code === 'invalid_token' || body.code === 'missing_token')) expireToken(sentToken)
  throw new ApiError(body.code, status, body.requestId, body.data)
}

export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  json?: unknown
  body?: Blob
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Goes on after the page is left, if it is short. */
  keepalive?: boolean
  /** Signing in, and the admin page, do not carry the learner's token. */
  anonymous?: boolean
}

/** The browser refuses requests that outlive their page beyond 64 kB, in sum; a character is three bytes at most. */
const LONGEST_OUTLIVING = 16_000

/** Calls `/api/v2` + path. Throws ApiError, or the abort reason when `signal` fired. */
export async function call<T>(path: string, options: CallOptions = {}): Promise<T> {
  const token = options.anonymous === true ? null : currentToken()
  const headers = new Headers(options.headers)
  headers.set('accept', 'application/json')
  if (token !== null) headers.set('authorization', `Bearer ${token}`)
  const json = options.json === undefined ? null : JSON.stringify(options.json)
  if (json !== null) headers.set('content-type', 'application/json')
  let response: Response
  let text: string
  try {
    response = await fetch(apiUrl(`/api/v2${path}`), {
      method: options.method ?? 'GET',
      headers,
      body: json ?? options.body ?? null,
      signal: options.signal ?? null,
      keepalive: options.keepalive === true && (json?.length ?? 0) < LONGEST_OUTLIVING,
    })
    text = await response.text()
  } catch (error) {
    if (options.signal?.aborted === true) throw error
    throw new ApiError('network_error', 0, null)
  }
  return unwrap<T>(response.status, text, token)
}

/** Whether asking again later can help: no answer, or the server's own trouble. */
export function isTransient(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500)
}

export function codeOf(error: unknown): AnyErrorCode {
  return error instanceof ApiError ? error.code : 'internal_error'
}
