/**
 * What tells one version of a file from the next, as `If-Range` takes it (RFC 9110, 13.1.5): a strong ETag, else the date
 * of the last change. Null when there is neither.
 */
export function validatorOf(header: (name: string) => string | null): string | null {
  const etag = header('etag')?.trim() ?? ''
  if (/^"[^"]*"$/u.test(etag)) return etag
  const changed = header('last-modified')?.trim() ?? ''
  return Number.isNaN(Date.parse(changed)) ? null : changed
}
