import { Readable } from 'node:stream'
import { readdir, writeFile } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { make } from '../../test-support/recordings.ts'
import { tempFolder } from '../../test-support/temp-folder.ts'
import { TOOLS } from '../../test-support/tools.ts'
import { PROBE_LIMITS } from './tool-limits.ts'
import { type Exit, ffmpegArguments, ffprobeArguments, startMediaTool, textTrackArguments } from './media-tool.ts'

it('fences every ffmpeg call in: local files, known containers, sound only, a limit on each output', () => {
  const outputs = [
    { options: ['-f', 'f32le'], fd: 1 },
    { options: ['-f', 'mp3'], fd: 3 },
  ]
  const args = ffmpegArguments(61_500, outputs)
  const [reading, ...writing] = [args.slice(0, args.indexOf('-i')), ...args.join(' ').split(' -map ').slice(1)]
  expect(reading).toContain('-nostdin')
  for (const [name, value] of [
    ['-protocol_whitelist', 'file,pipe'],
    ['-max_streams', '16'],
  ] as const) {
    expect(reading?.[reading.indexOf(name) + 1]).toBe(value)
  }
  expect(reading).toContain('-format_whitelist')
  expect(reading).toContain('-vn')
  expect(writing).toEqual(['0:a:0 -vn -sn -dn -t 61.500 -f f32le pipe:1', '0:a:0 -vn -sn -dn -t 61.500 -f mp3 pipe:3'])
})

it('fences the reading of a text track in the same way: one track, no sound, no picture', () => {
  const args = textTrackArguments(61_500, 3)
  const input = args.indexOf('-i')
  expect(args.slice(0, input)).toEqual([
    ...ffmpegArguments(61_500, []).slice(0, 6),
    ...['-protocol_whitelist', 'file,pipe'],
    ...['-format_whitelist', expect.stringContaining('matroska'), '-max_streams', '16', '-vn', '-an', '-dn'],
  ])
  expect(args.slice(input).join(' ')).toBe(
    '-i input -map 0:3 -vn -an -dn -t 61.500 -c:s subrip -map_metadata -1 -f srt pipe:1',
  )
})

it('seeks before it reads', () => {
  const args = ffmpegArguments(5_000, [], 'input', 12_345)
  expect(args.slice(args.indexOf('-ss'), args.indexOf('-i') + 2)).toEqual(['-ss', '12.345', '-i', 'input'])
})

it.each(['hls', 'concat', 'dash', 'image2', 'lavfi', 'tty', 'srt'])(
  'does not know the format %s, which opens other files or none',
  (name) => {
    const args = ffprobeArguments('format')
    expect(args[args.indexOf('-format_whitelist') + 1]?.split(',')).not.toContain(name)
  },
)

it('does not follow a file that names another', async () => {
  const folder = await tempFolder()
  await make('-f', 'lavfi', '-i', 'sine=d=1', join(folder, 'secret.wav'))
  await writeFile(join(folder, 'input'), `ffconcat version 1.0\nfile secret.wav\n`)
  const tool = startMediaTool('ffmpeg', ffmpegArguments(5_000, [{ options: ['-f', 'wav'], fd: 1 }]), {
    cwd: folder,
    signal: new AbortController().signal,
    limits: PROBE_LIMITS,
    stallMs: TOOLS.stallMs,
  })
  let bytes = 0
  for await (const chunk of tool.stdout) bytes += Buffer.from(chunk).length
  expect((await tool.exited).code).not.toBe(0)
  expect(bytes).toBe(0)
})

it('tells an input that cannot be read from a tool that has had enough of it', async () => {
  const cwd = await tempFolder()
  const run = async (script: string, failAfter: number): Promise<Error | null> => {
    async function* pieces(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 1000; i += 1) {
        if (i === failAfter) throw new Error('unreadable')
        yield Buffer.alloc(100_000)
      }
    }
    const input = Readable.from(pieces(), { objectMode: false, highWaterMark: 1 })
    const { signal } = new AbortController()
    const tool = startMediaTool('sh', ['-c', script], {
      cwd,
      signal,
      input,
      limits: PROBE_LIMITS,
      stallMs: TOOLS.stallMs,
    })
    tool.stdout.resume()
    await tool.exited
    return tool.inputError()
  }
  expect(await run('head -c 5 >&2; exit 0', Infinity)).toBeNull()
  expect(await run('cat >&2', Infinity)).toBeNull()
  expect(await run('cat >&2', 3)).toMatchObject({ message: 'unreadable' })
})

it('kills the whole process group on abort', async () => {
  const folder = await tempFolder()
  const abort = new AbortController()
  // A shell with a child of its own, as a tool that starts helpers would be.
  const tool = startMediaTool('sh', ['-c', 'sleep 1000 & echo $!; wait'], {
    ...{ cwd: folder, signal: abort.signal, limits: PROBE_LIMITS, stallMs: TOOLS.stallMs },
  })
  const child = await new Promise<number>((resolve) =>
    tool.stdout.once('data', (data) => resolve(Number(String(data)))),
  )
  abort.abort()
  expect((await tool.exited).code).toBeNull()
  expect(await gone(child)).toBe(true)
})

/** What became of a shell script in a tool's place, whose output is read after `pauseMs`. */
async function outcome(
  script: string,
  { pauseMs = 0, isWaiting = false }: { pauseMs?: number; isWaiting?: boolean } = {},
): Promise<Pick<Exit, 'code' | 'isStalled'> & { bytes: number }> {
  const tool = startMediaTool('sh', ['-c', script], {
    ...{ cwd: await tempFolder(), signal: new AbortController().signal },
    ...{ limits: PROBE_LIMITS, stallMs: 400, isWaiting: () => isWaiting },
  })
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  let bytes = 0
  for await (const chunk of tool.stdout) bytes += Buffer.from(chunk).length
  const { code, isStalled } = await tool.exited
  return { code, isStalled, bytes }
}

describe('a tool that writes nothing', () => {
  it('though it could is ended: stopped in the middle, or silent from the beginning', async () => {
    expect(await outcome('echo begun; kill -STOP $$')).toEqual({ code: null, isStalled: true, bytes: 6 })
    expect(await outcome('exec sleep 1000')).toEqual({ code: null, isStalled: true, bytes: 0 })
  })

  it('because we do not read goes on', async () => {
    const much = await outcome('head -c 1000000 /dev/zero', { pauseMs: 1_500 })
    expect(much).toEqual({ code: 0, isStalled: false, bytes: 1_000_000 })
  })

  it('because its input does not come goes on', async () => {
    expect(await outcome('sleep 1.5; echo end', { isWaiting: true })).toEqual({ code: 0, isStalled: false, bytes: 4 })
  })
})

/** Waits for a process to be no more than a name in the process table. */
async function gone(pid: number): Promise<boolean> {
  for (let i = 0; i < 500; i++) {
    if (!(await readdir('/proc')).includes(String(pid))) return true
    if (/\) Z /.test(statOf(pid))) return true
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return false
}

function statOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return ') Z '
  }
}
