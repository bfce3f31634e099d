import { execa } from 'execa'

/** The yt-dlp that the setting names, by path or as PATH resolves it. Throws when it does not run. */
export async function findYtDlp(path: string): Promise<{ path: string; version: string }> {
  const { stdout, failed } = await execa(path, ['--version'], { reject: false, timeout: 60_000, stdin: 'ignore' })
  if (failed) throw new Error(`YT_DLP was set to ${path}, which does not run`)
  return { path, version: stdout.trim() }
}
