import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

export type Asked = { from: number; to: number; response: ServerResponse; request: IncomingMessage }

export const ETAG = '"one"'

/**
 * A listener that hands out bytes by ranges, as honest servers do. `instead` sees each request first, with the number of
 * requests before it, and answers itself where it returns true.
 */
export function serveRanges(
  bytes: Uint8Array,
  instead: (asked: Asked, before: number) => boolean = () => false,
): RequestListener {
  let before = 0
  return (request, response) => {
    const [, from, last] = /^bytes=(\d+)-(\d+)$/u.exec(request.headers.range ?? '') ?? []
    const asked = { from: Number(from), to: Math.min(Number(last) + 1, bytes.length), response, request }
    if (instead(asked, before++)) return
    if (from === undefined) response.writeHead(200, { etag: ETAG }).end(bytes)
    else answerRange(asked, bytes)
  }
}

/** The answer to a range, with headers that may say something else. */
export function answerRange(
  { from, to, response }: Asked,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
  body: Uint8Array = bytes.subarray(from, to),
): void {
  const range = `bytes ${from}-${to - 1}/${bytes.length}`
  response.writeHead(206, { 'content-type': 'video/mp4', etag: ETAG, 'content-range': range, ...headers }).end(body)
}
