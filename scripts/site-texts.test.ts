import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SOURCES = fileURLToPath(new URL('../web/src/', import.meta.url))

/** Words between tags, and words in attributes that people read or hear. Signs and units ("−50 ms", "%") are no words. */
function hardCoded(source: string): string[] {
  const between = [...source.matchAll(/(?<=[\w"'})])>\s*([^<>{}=();]*\p{L}{2,}[^<>{}=();]*)<\//gu)]
  const attributes = [...source.matchAll(/(?:aria-label|title|placeholder|alt|label)="([^"]*\p{L}[^"]*)"/gu)]
  return [...between, ...attributes]
    .map(([, text = '']) => text.trim())
    .filter((text) => !/^[−+]?\d+ ms$/u.test(text) && text !== '')
}

test('words in a page are found', () => {
  expect(hardCoded('<p className="x">Hello there</p>')).toEqual(['Hello there'])
  expect(hardCoded('<b title="你好">{t.x}</b>')).toEqual(['你好'])
  expect(hardCoded('const a: Promise<void> = b<string>(c)')).toEqual([])
})

test('no text of the site is hard-coded: all of it is in the dictionaries', async () => {
  const found: string[] = []
  for await (const path of glob('{app,components,features}/**/*.tsx', { cwd: SOURCES })) {
    const source = await readFile(`${SOURCES}${path}`, 'utf8')
    found.push(...hardCoded(source).map((text) => `${path}: ${text}`))
  }
  expect(found).toEqual([])
})
