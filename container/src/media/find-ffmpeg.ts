import { chmod, constants, access } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { execa } from 'execa'

export type MediaTool = {
  /** Absolute path, or a bare name that PATH resolves. */
  path: string
  version: string
  from: 'setting' | 'path' | 'npm'
}

/** The npm packages hold one static binary each; they are optional, so only their path is asked for, at run time. */
const NPM_FILES = {
  ffmpeg: '@ffmpeg-installer/linux-x64/ffmpeg',
  ffprobe: '@ffprobe-installer/linux-x64/ffprobe',
} as const

/**
 * Finds ffmpeg and ffprobe: the given paths, else PATH, else the binaries of the optional npm packages (old, fine for a
 * laptop; the image has its own). Throws with what was tried when there is none.
 */
export async function findFfmpeg(
  given: { ffmpeg?: string | undefined; ffprobe?: string | undefined } = {},
): Promise<{ ffmpeg: MediaTool; ffprobe: MediaTool }> {
  const [ffmpeg, ffprobe] = await Promise.all([find('ffmpeg', given.ffmpeg), find('ffprobe', given.ffprobe)])
  await checkPrlimit()
  return { ffmpeg, ffprobe }
}

/** Both are started through it, see `tool-limits.ts`. */
async function checkPrlimit(): Promise<void> {
  const { failed } = await execa('prlimit', ['--version'], { reject: false, timeout: 20_000, stdin: 'ignore' })
  if (failed) throw new Error('prlimit was not found: it is part of util-linux. Install util-linux.')
}

async function find(name: keyof typeof NPM_FILES, given: string | undefined): Promise<MediaTool> {
  if (given) {
    const version = await versionOf(given)
    if (version === null) throw new Error(`${name} was set to ${given}, which does not run`)
    return { path: given, version, from: 'setting' }
  }
  const inPath = await versionOf(name)
  if (inPath !== null) return { path: name, version: inPath, from: 'path' }

  const packaged = await packagedFile(NPM_FILES[name])
  const version = packaged && (await versionOf(packaged))
  if (packaged && version) return { path: packaged, version, from: 'npm' }
  throw new Error(`${name} was not found: not in PATH, and ${NPM_FILES[name]} is not installed. Install ffmpeg.`)
}

async function versionOf(path: string): Promise<string | null> {
  const { stdout, failed } = await execa(path, ['-version'], { reject: false, timeout: 20_000, stdin: 'ignore' })
  return failed ? null : (/version (\S+)/.exec(stdout)?.[1] ?? 'unknown')
}

async function packagedFile(specifier: string): Promise<string | null> {
  try {
    const file = createRequire(import.meta.url).resolve(specifier)
    // Some npm versions drop the executable bit of files that are not in "bin".
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
    return file
  } catch {
    return null
  }
}
