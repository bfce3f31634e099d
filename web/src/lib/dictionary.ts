import { baseForms } from './base-forms.ts'

/** `base` is the word that was found: of an inflected form its basic one. `band` 1 is the thousand commonest, 5 is rare. */
export type DictionaryEntry = { base: string; band: 1 | 2 | 3 | 4 | 5; chinese: string[] }

type Chunk = Record<string, [band: DictionaryEntry['band'], ...chinese: string[]]>
const chunks = new Map<string, Promise<Chunk>>()

async function fetchChunk(start: string): Promise<Chunk> {
  const response = await fetch(`/dict/${start}.json`)
  if (!response.ok && response.status !== 404) throw new Error(`The dictionary was answered ${response.status}.`)
  // Nothing begins with these letters: then there is no file, or the site's own page is answered.
  if (response.headers.get('content-type')?.includes('json') !== true) return {}
  return response.json()
}

function chunkOf(word: string): Promise<Chunk> {
  const start = word.slice(0, 2).replace(/[^a-z]/gu, '_')
  const known = chunks.get(start)
  if (known !== undefined) return known
  const loading = fetchChunk(start)
  chunks.set(start, loading)
  loading.catch(() => chunks.delete(start))
  return loading
}

/** The Chinese of an English word, of its basic form where the word itself is not there; null when it is unknown. */
export async function lookUp(word: string): Promise<DictionaryEntry | null> {
  let bare: DictionaryEntry | null = null
  for (const base of [word, ...baseForms(word)]) {
    const found = Object.entries(await chunkOf(base)).find(([key]) => key === base)?.[1]
    if (found === undefined) continue
    const [band, ...chinese] = found
    if (chinese.length > 0) return { base, band, chinese }
    bare ??= { base, band, chinese }
  }
  return bare
}
