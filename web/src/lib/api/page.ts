/** Rows per page of every list. */
const LIMIT = 20

export function pagePath(path: string, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(LIMIT) })
  if (cursor !== null) query.set('cursor', cursor)
  return `${path}?${query}`
}
