import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Stands in front of ffmpeg and ffprobe (of PATH) and counts how often a runner started with `env` starts them. */
export async function countedTools(): Promise<{
  env: Record<string, string>
  started: () => Promise<number>
  remove: () => Promise<void>
}> {
  const folder = await mkdtemp(join(tmpdir(), 'listening-tools-'))
  // The runner lets its tools write no byte to a file, so each leaves an empty one.
  const started = join(folder, 'started')
  await mkdir(started)
  for (const tool of ['ffmpeg', 'ffprobe']) {
    const script = `#!/bin/sh\n> '${started}/'$$\nexec ${tool} "$@"\n`
    await writeFile(join(folder, tool), script, { mode: 0o755 })
  }
  return {
    env: { FFMPEG_PATH: join(folder, 'ffmpeg'), FFPROBE_PATH: join(folder, 'ffprobe') },
    started: async () => (await readdir(started)).length,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
