import type { z } from 'zod'
import type { ModelCall } from './provider.ts'
import { cleanReason, ProviderError, type ProviderFault } from './provider-error.ts'

/** Answers of models are short; more than this is no answer to what was asked. */
const MAX_ANSWER_BYTES = 8_000_000

/**
 * Sends one request to a provider and reads its JSON answer. `secrets` are texts that must not appear in an error. The key
 * goes along as a bearer token unless `withKey` is false, and never follows a redirect.
 * Rejects with `ProviderError`; with the call's own reason when that was aborted.
 */
export async function ask<Schema extends z.ZodType>(
  call: ModelCall,
  url: string,
  schema: Schema,
  request: RequestInit & { secrets?: readonly string[]; withKey?: boolean },
): Promise<z.output<Schema>> {
  const { secrets = [], withKey = true, ...init } = request
  const text = await send(call, url, { ...init, headers: headersOf(call, init, withKey) }, [call.key, ...secrets])
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new ProviderError('bad_answer', 'the answer is not JSON')
  }
  const answer = schema.safeParse(body)
  if (answer.success) return answer.data
  const places = answer.error.issues.map(({ path }) => path.join('.') || 'the answer')
  throw new ProviderError('bad_answer', `not as documented: ${places.slice(0, 3).join(', ')}`)
}

export const jsonRequest = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

function headersOf({ key }: ModelCall, init: RequestInit, withKey: boolean): Headers {
  const headers = new Headers(init.headers)
  if (withKey && key !== '') headers.set('authorization', `Bearer ${key}`)
  return headers
}

/** The text of an answer that is ok. */
export async function send(
  { route, signal }: ModelCall,
  url: string,
  init: RequestInit,
  secrets: readonly string[],
): Promise<string> {
  const timeout = AbortSignal.timeout(route.timeoutMs)
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.any([signal, timeout]) })
    const text = await readText(response)
    if (response.ok) return text
    const reason = cleanReason(`${response.status} ${reasonIn(text)}`, secrets)
    throw new ProviderError(faultOf(response.status), reason, retryAfterOf(response.headers.get('retry-after')))
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ProviderError) throw error
    if (timeout.aborted) throw new ProviderError('timeout', `no answer within ${route.timeoutMs / 1000} s`)
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new ProviderError('unavailable', cleanReason(`not reachable: ${cause}`, secrets))
  }
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new ProviderError('bad_answer', 'the answer is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function faultOf(status: number): ProviderFault {
  if (status === 429) return 'rate_limited'
  if (status === 408 || status >= 500) return 'unavailable'
  return status < 400 ? 'bad_answer' : 'refused'
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
export function retryAfterOf(header: string | null, now = Date.now()): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

/**
 * The words in an error answer: `error.message` (OpenAI), `message` (DashScope), `errors[0].message` (Cloudflare), and
 * `<Message>` of the storage that DashScope has files put into (OSS).
 */
function reasonIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    return messageIn(body) ?? ''
  } catch {
    // Else it is often a page of some gateway; its status says enough.
    return /<Message>([^<]*)<\/Message>/.exec(text)?.[1] ?? ''
  }
}

function messageIn(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return null
  const fields = new Map(Object.entries(value))
  const list: unknown = fields.get('errors')
  return (
    messageIn(fields.get('error')) ??
    messageIn(Array.isArray(list) ? list[0] : undefined) ??
    messageIn(fields.get('message')) ??
    messageIn(fields.get('code'))
  )
}
