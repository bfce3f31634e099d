import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Envelope } from '../contract/envelope.ts'
import { AppError } from '../contract/errors.ts'
import { logEvent } from '../services/log-event.ts'
import type { AppEnv } from './types.ts'

/** A successful answer in the envelope every call shares. */
export function answer<T>(c: Context<AppEnv>, data: T, status: ContentfulStatusCode = 200): Response {
  const body: Envelope<T> = { requestId: c.get('requestId'), code: 'ok', message: 'ok', data }
  return c.json(body, status)
}

/** Any error in the envelope. What was not thrown to be seen is `internal_error`, with nothing of it in the answer. */
export function answerError(c: Context<AppEnv>, error: unknown): Response {
  const known = error instanceof AppError ? error : new AppError('internal_error')
  if (known !== error) {
    logEvent('error', 'request_failed', { requestId: c.get('requestId'), path: c.req.routePath, error })
  }
  const retryAfter = known.details['retryAfterSeconds']
  if (typeof retryAfter === 'number') c.header('retry-after', String(retryAfter))
  const body: Envelope<unknown> = {
    requestId: c.get('requestId'),
    code: known.code,
    message: known.message,
    data: known.details,
  }
  return c.json(body, known.status as ContentfulStatusCode)
}
