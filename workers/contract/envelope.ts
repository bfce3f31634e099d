import type { ErrorCode } from './errors.ts'

/** The shape of every answer of the API, errors included. `requestId` equals the `x-request-id` header. */
export type Envelope<T> = {
  requestId: string
  code: 'ok' | ErrorCode
  message: string
  data: T
}

/** One page of a list, newest first. `nextCursor` is null on the last page. */
export type Page<T> = { items: T[]; nextCursor: string | null }
