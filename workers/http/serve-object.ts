import { AppError } from '../contract/errors.ts'

type Range = { offset: number; length: number }

/**
 * One `bytes=` range of RFC 9110, 14.1.2, against a size in bytes. Null: no range, or several, or a unit we do not know,
 * and the whole is served. @throws AppError range_not_satisfiable
 */
export function parseRange(header: string | undefined, size: number): Range | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    if (length === 0) throw new AppError('range_not_satisfiable')
    return { offset: size - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (offset >= size) throw new AppError('range_not_satisfiable')
  return end < offset ? null : { offset, length: end - offset + 1 }
}

/**
 * An object of R2 as an answer, whole or the range asked for; null when it is not there. With `offset`, what is served is
 * `sizeBytes` of the object from there on, as if they were all of it.
 */
export async function serveObject(
  bucket: R2Bucket,
  object: { key: string; offset?: number; sizeBytes: number; contentType: string; cacheControl: string },
  rangeHeader: string | undefined,
): Promise<Response | null> {
  const range = parseRange(rangeHeader, object.sizeBytes)
  const offset = object.offset ?? 0
  const part = range ?? (object.offset === undefined ? null : { offset: 0, length: object.sizeBytes })
  const stored = await bucket.get(
    object.key,
    part ? { range: { offset: offset + part.offset, length: part.length } } : {},
  )
  if (!stored) return null
  const headers = new Headers({
    'content-type': object.contentType,
    'accept-ranges': 'bytes',
    'cache-control': object.cacheControl,
    etag: object.offset === undefined ? stored.httpEtag : `"${stored.etag}-${offset}-${object.sizeBytes}"`,
    'content-length': String(range ? range.length : object.sizeBytes),
  })
  if (range) {
    headers.set('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${object.sizeBytes}`)
  }
  return new Response(stored.body, { status: range ? 206 : 200, headers })
}
