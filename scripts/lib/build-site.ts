import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import { ROOT } from './settings.ts'

/** What the site is made of. */
const SOURCES = [
  'web/{src,public,admin,dictionary}/**/*',
  'web/*.{html,ts,json}',
  'workers/{contract,domain}/**/*.ts',
  'package-lock.json',
]
const PAGE = join(ROOT, 'web/dist/index.html')
const STAMP = join(ROOT, 'node_modules/.cache/listening/site-built-from')

/**
 * Builds the site, unless web/dist was made from the very same sources: a second start is quicker for it, and another
 * instance that serves the folder is left alone (wrangler answers 404 after its assets were replaced).
 */
export async function buildSite(options: { always?: boolean } = {}): Promise<void> {
  const sources = await hashSources()
  if (!options.always && existsSync(PAGE) && (await readFile(STAMP, 'utf8').catch(() => '')) === sources) return
  await execa('vite', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: 'inherit',
  })
  await mkdir(dirname(STAMP), { recursive: true })
  await writeFile(STAMP, sources)
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.env['VITE_API_ORIGIN'] ?? '')
  const paths: string[] = []
  for await (const file of glob(SOURCES, { cwd: ROOT, withFileTypes: true })) {
    if (file.isFile()) paths.push(join(file.parentPath, file.name))
  }
  for (const path of paths.toSorted()) hash.update(path.slice(ROOT.length)).update(await readFile(path))
  return hash.digest('hex')
}
