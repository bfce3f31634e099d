/** What an answer is that is no media: for people, a list of where the media lies, or neither. */
export type NoMedia = 'page' | 'playlist' | 'other'

const TYPES: Readonly<Record<string, NoMedia>> = {
  'text/html': 'page',
  'application/xhtml+xml': 'page',
  'application/json': 'other',
  'application/problem+json': 'other',
}
/**
 * How pages, errors of an API and playlists begin. Playlists count although players take them: what they name lies
 * elsewhere, and a tool that follows it would go round the guard.
 */
const STARTS: readonly (readonly [start: string, kind: NoMedia])[] = [
  ['<', 'page'],
  ['#extm3u', 'playlist'],
  ...['{', '[{', '#extinf', '[playlist]', 'ffconcat', '[reference]'].map((start) => [start, 'other'] as const),
]

/** How much of a body `noMediaByStart` wants to see. */
export const SNIFFED_BYTES = 512

/** What a `content-type` header says this is instead of media; null when it may be media. */
export function noMediaByType(contentType: string | null): NoMedia | null {
  return TYPES[(contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? null
}

/** What a body is by its beginning, instead of media; null when it may be media. An empty body is none either. */
export function noMediaByStart(head: Uint8Array): NoMedia | null {
  const isWide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
  const text = new TextDecoder('latin1').decode(head)
  const plain = (isWide ? text.slice(2).replaceAll('\0', '') : text.replace(/^\u00EF\u00BB\u00BF/u, ''))
    .trimStart()
    .toLowerCase()
  if (plain === '') return 'other'
  return STARTS.find(([start]) => plain.startsWith(start))?.[1] ?? null
}
