const PAGE_TYPES = new Set(['text/html', 'application/xhtml+xml', 'application/json', 'application/problem+json'])
/**
 * How pages, errors of an API and playlists begin. Playlists count as pages although players take them: what they
 * name lies elsewhere, and following it would go round the guard.
 */
const PAGE_STARTS = ['<', '{', '#extm3u', '#extinf', '[playlist]', 'ffconcat', '[{', '[reference]']

/** How much of a body `isPageStart` wants to see. */
export const SNIFFED_BYTES = 512

/** Whether a `content-type` header says that this is no media. */
export function isPageType(contentType: string | null): boolean {
  return PAGE_TYPES.has((contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '')
}

/** Whether a body begins as a page does. An empty body is no media either. */
export function isPageStart(head: Uint8Array): boolean {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = new TextDecoder('latin1').decode(head)
  const plain = (isWide ? text.slice(2).replaceAll('\0', '') : text.replace(/^\u00EF\u00BB\u00BF/u, ''))
    .trimStart()
    .toLowerCase()
  return plain === '' || PAGE_STARTS.some((start) => plain.startsWith(start))
}
